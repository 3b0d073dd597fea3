// The alarm of a seat, as its own station's record has it: who paused its sound, of which alerts, until when.
import { silenceMs } from '../../shared/alarm-times.ts';
import { plusMs } from '../../shared/time.ts';
import { actsAs, canSpeak, isOfficer } from '../access/policy.ts';
import { firstPlace } from '../incidents/commands.ts';
import { type Command, defineCommand } from '../platform/command.ts';
import { channelOfStation, findAlarms, type SilencedAlarms } from './store.ts';

const silenceAlarm = defineCommand<'alarm.silence', SilencedAlarms>({
  name: 'alarm.silence',
  async load(unit, { escalationIds }, actor) {
    if (!isOfficer(actor)) return null;
    const wanted = [...new Set(escalationIds)];
    const alarms = await findAlarms(unit.sql, wanted, actor.stationId);
    if (alarms.length < wanted.length) return null;
    const channelId = await channelOfStation(unit.sql, actor.stationId);
    await unit.lock([channelId]);
    return { alarms, channelId };
  },
  allow: (_state, actor) => actsAs(actor, canSpeak) || 'not_allowed',
  decide({ alarms, channelId }, _input, _actor, now) {
    const until = plusMs(now, silenceMs);
    return {
      entries: [{ kind: 'alarm.silenced', payload: { alarms, until }, channelId }],
      result: (entries) => ({ ...firstPlace(entries), until }),
    };
  },
});

export const alarmCommands: readonly Command[] = [silenceAlarm];
