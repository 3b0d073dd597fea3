/** Officers by station, and the form of one. */
import { useTranslation } from 'react-i18next';
import { officers, stations } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { Editor } from './editor.tsx';
import { OfficerForm } from './officer-form.tsx';

export function Officers() {
  const { t } = useTranslation();
  const names = useNames();
  const known = useAnswer(stations).data ?? [];
  const stationName = (stationId: string) => {
    const found = known.find(({ id }) => id === stationId);
    return found ? names.of(found.name) : '';
  };
  return (
    <Editor
      query={officers}
      title={t('admin.officers')}
      newWord={t('admin.newOfficer')}
      rows={(all) =>
        [...all]
          .sort(
            (one, other) =>
              one.stationCode.localeCompare(other.stationCode) || one.username.localeCompare(other.username),
          )
          .map(({ id, name, role, stationId, disabled }) => ({
            ...{ id, name },
            more: [
              t(`role.${role}`),
              stationName(stationId),
              ...(disabled ? [t('admin.disabled')] : []),
            ].join(' · '),
          }))
      }
      form={(officer, all, choose) => (
        <OfficerForm officer={officer} all={all} stations={known} onCreated={choose} />
      )}
    />
  );
}
