/** An incident on paper: its facts, its ends, and every line of the shared log with its number on the clocks of all ends. */
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../../../shared/entry.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import type { IncidentState } from '../../../../shared/state.ts';
import { CapChip, StatusChip } from '../../parts/chips.tsx';
import { Named } from '../../parts/named.tsx';
import { EndName } from '../../parts/person.tsx';
import { LineClocks } from '../../parts/time.tsx';
import { serverNowMs } from '../../state/clock.ts';
import { calendarDay, clockTime, differingZones, zoneMark } from '../../state/format.ts';
import { useMe } from '../../state/reader.ts';
import { Facts } from './details.tsx';
import type { Voice } from './entry-words.ts';
import { EntryBody } from './log-entry.tsx';
import './paper.css';

interface Props {
  state: IncidentState;
  line: Line | undefined;
  entries: readonly Entry[];
  voice: Voice;
}

/** Drawn on white, whatever the screen wears; on the screen itself it is never seen. */
export function Paper({ state: { incident }, line, entries, voice }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const [first] = entries;
  const now = new Date(serverNowMs()).toISOString();
  const printed = { time: voice.time(now), name: officer.name, seq: entries.at(-1)?.seq ?? 0 };
  return (
    <LineClocks lineId={incident.lineId}>
      <article className="paper" data-theme="day" data-paper={incident.id}>
        <header className="paper-head">
          <p>
            {line ? <Named name={line.name} /> : null} · <strong>{incident.number}</strong>{' '}
            <StatusChip status={incident.status} /> <CapChip status={incident.capStatus} />
          </p>
          <h1>{incident.title}</h1>
          <p className="paper-ends">
            {t('line.ends')}:{' '}
            {line?.ends.map(({ endId }) => (
              <EndName key={endId} endId={endId} />
            ))}
          </p>
          <p className="small">{t('paper.shared')}</p>
        </header>
        <Facts incident={incident} line={line} />
        {first && first.seq > 1 ? (
          <p className="paper-part" role="note">
            {t('paper.partOnly', { seq: first.seq })}
          </p>
        ) : null}
        <PaperLog entries={entries} voice={voice} />
        <p className="small">{t('paper.printed', printed)}</p>
      </article>
    </LineClocks>
  );
}

/** A table, whose head stands on top of every page. */
function PaperLog({ entries, voice }: Pick<Props, 'entries' | 'voice'>) {
  const { t } = useTranslation();
  const [own = 'UTC', ...others] = voice.zones;
  const at = entries.at(-1)?.at ?? new Date(serverNowMs()).toISOString();
  const clocks = differingZones(at, own, others);
  return (
    <table className="paper-log">
      <thead>
        <tr>
          <th>{t('log.numberHead')}</th>
          {clocks.map((zone) => (
            <th key={zone}>
              {t('paper.time')} {zoneMark(at, zone)}
            </th>
          ))}
          <th>{t('log.wordsHead')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => {
          const day = calendarDay(entry.at, own);
          const before = entries[index - 1];
          return [
            before && calendarDay(before.at, own) === day ? null : (
              <tr key={day} className="paper-day">
                <th colSpan={clocks.length + 2}>{day}</th>
              </tr>
            ),
            <tr key={entry.seq}>
              <td>{entry.seq}</td>
              {clocks.map((zone) => (
                <td key={zone}>{clockTime(entry.at, zone)}</td>
              ))}
              <td>
                <EntryBody entry={entry} voice={voice} />
              </td>
            </tr>,
          ];
        })}
      </tbody>
    </table>
  );
}
