/** An incident, open on a screen: its state as the fold of its shared entries, its log, and the private logs of one's own ends. */
import type { Id } from '../../shared/ids.ts';
import { applyEntry, type IncidentState } from '../../shared/state.ts';
import { type ChannelLog, createChannelLog, type LogDeps } from './channel-log.ts';
import { type Observable, observable } from './observable.ts';

export interface IncidentView {
  state: Observable<IncidentState>;
  /** The shared channel. */
  log: ChannelLog;
  /** The private channel of each end one belongs to. */
  sides: readonly { endId: Id; log: ChannelLog }[];
  close(): void;
}

/** Reads the incident and follows it from there, with the newest page of every log loaded. */
export async function openIncident(deps: LogDeps, incidentId: Id, newest = 50): Promise<IncidentView> {
  const { sides, ...snapshot } = await deps.send('incident.get', { incidentId });
  const state = observable<IncidentState>(snapshot);
  const log = createChannelLog(deps, {
    channelId: snapshot.incident.channelId,
    headSeq: snapshot.headSeq,
    onEntries: (entries) => state.set(entries.reduce(applyEntry, state.get())),
  });
  const sideLogs = sides.map(({ endId, channelId, headSeq }) => ({
    endId,
    log: createChannelLog(deps, { channelId, headSeq }),
  }));
  const logs = [log, ...sideLogs.map((side) => side.log)];
  const close = () => {
    for (const one of logs) one.close();
  };
  try {
    await Promise.all(logs.map((one) => one.older(newest)));
  } catch (error) {
    close();
    throw error;
  }
  return { state, log, sides: sideLogs, close };
}
