/** In a flood: each critical alarm by itself, the lower ones by room and cause, answered together where one wants that. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryName } from '../screens/incidents/categories.ts';
import { sendAnswer, useAnswering } from '../state/acknowledge.ts';
import { useAct } from '../state/act.ts';
import { type AlarmGroup, groupAlarms } from '../state/alarm-flood.ts';
import type { Alarm } from '../state/alarm-list.ts';
import { lines, queue } from '../state/desk.ts';
import { type JustMoved, useJustMoved } from '../state/just-moved.ts';
import { useAnswer } from '../state/live-query.ts';
import { useNames } from '../state/names.ts';
import { tell } from '../state/notices.ts';
import { BriefAlarms } from './alarm-line.tsx';
import { Button } from './button.tsx';
import { CapChip } from './chips.tsx';
import { PriorityMark } from './mark.tsx';
import { RefusalText } from './refusal.tsx';
import { LineClocks, Since } from './time.tsx';

interface Props {
  alarms: readonly Alarm[];
  steady: boolean;
  first: string | null;
  moved: JustMoved;
}

export function AlarmFlood({ alarms, steady, first, moved }: Props) {
  const { single, groups } = groupAlarms(alarms);
  const movedGroups = useJustMoved(groups.map(({ key }) => key));
  return (
    <>
      <BriefAlarms alarms={single} steady={steady} first={first} moved={moved} />
      {groups.map((group) => (
        <Group
          key={group.key}
          group={group}
          steady={steady}
          moved={movedGroups.has(group.key)}
          movedAlarms={moved}
        />
      ))}
    </>
  );
}

interface GroupProps {
  group: AlarmGroup;
  steady: boolean;
  /** It has just come to stand where another group stood. */
  moved: boolean;
  movedAlarms: JustMoved;
}

function Group({ group, steady, moved, movedAlarms }: GroupProps) {
  const { t } = useTranslation();
  const names = useNames();
  const act = useAct();
  const [shown, setShown] = useState(false);
  const line = useAnswer(lines).data?.find(({ id }) => id === group.lineId);
  const { alarms, priority, category } = group;
  const [oldest] = alarms;
  const answering = useAnswering(...alarms.map(({ escalationId }) => escalationId));
  const pending = act.pending || answering;
  const acknowledgeAll = () =>
    act.run(async () => {
      let done = 0;
      try {
        for (const { item } of alarms) {
          await sendAnswer(item.escalation, 'received');
          done += 1;
        }
      } finally {
        queue.touch();
        tell(t('alarm.acknowledgedSome', { done, count: alarms.length }));
      }
    });
  return (
    <li className="alarm-group">
      <div className={`alarm-line alarm-brief alarm-${priority}`}>
        <PriorityMark priority={priority} />
        <div className="alarm-words">
          <p className="alarm-head">
            <strong>{t('alarm.group', { count: alarms.length })}</strong>
            {oldest ? <CapChip status={oldest.item.capStatus} /> : null}
            <span>
              {line ? names.of(line.name) : ''} · {categoryName(category)}
            </span>
            {oldest ? (
              <LineClocks lineId={oldest.item.lineId}>
                <Since at={oldest.since} as="lasting" />
              </LineClocks>
            ) : null}
          </p>
          <RefusalText failure={act.failure} />
        </div>
        <div className="alarm-acts">
          <Button kind="quiet" onPress={() => setShown(!shown)} aria-expanded={shown}>
            {shown ? t('alarm.hideEach') : t('alarm.showEach')}
          </Button>
          <Button
            kind="alarm"
            large
            isDisabled={pending}
            isPending={moved}
            onPress={() => void acknowledgeAll()}
          >
            {pending ? t('state.sending') : t('alarm.acknowledgeAll', { count: alarms.length })}
          </Button>
        </div>
      </div>
      {shown ? (
        <ul>
          <BriefAlarms alarms={alarms} steady={steady} first={null} moved={movedAlarms} />
        </ul>
      ) : null}
    </li>
  );
}
