// The tables as the query builder sees them: one interface a table. The migrations say what the database enforces.
import type { ColumnType, JSONColumnType } from 'kysely';
import type { CapStatus, Certainty, Severity, Urgency } from '../../shared/cap.ts';
import type { ChannelKind, EntryKind } from '../../shared/entry.ts';
import type { EscalationState, WaitingFor } from '../../shared/nouns/alert.ts';
import type { IncidentStatus, Place } from '../../shared/nouns/incident.ts';
import type { LineKind } from '../../shared/nouns/line.ts';
import type { Author, Role } from '../../shared/nouns/officer.ts';
import type { CalledRole, Ladder } from '../../shared/nouns/policy.ts';
import type { StationKind } from '../../shared/nouns/station.ts';
import type { WatchSound } from '../../shared/nouns/watch.ts';
import type { Language, LocalText } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';

/** ISO instants in UTC. */
type Timestamp = Instant;
type NullableTimestamp = ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
/** Read as the value, written as its JSON text. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;

interface OrganisationsTable {
  id: string;
  code: string;
  name: Json<LocalText>;
  kind: 'domestic' | 'counterpart';
  country: string;
  language: Language;
  time_zone: string;
  channel_id: string;
}

interface StationsTable {
  id: string;
  code: string;
  organisation_id: string;
  parent_id: string | null;
  kind: StationKind;
  name: Json<LocalText>;
  shows_watch_officer: boolean;
  channel_id: string;
}

interface StationReachTable {
  ancestor_id: string;
  station_id: string;
}

interface OfficersTable {
  id: string;
  username: string;
  station_id: string;
  role: Role;
  name: string;
  language: Language;
  password_hash: string | null;
  disabled_at: NullableTimestamp;
  /** Raised by every change of what this officer may do; a connection with an older one is stale. */
  epoch: ColumnType<number, number | undefined, number>;
}

interface SessionsTable {
  id: string;
  officer_id: string;
  device: string;
  address: string;
  created_at: Timestamp;
  seen_at: Timestamp;
  refresh_hash: string;
  previous_hash: string | null;
  rotated_at: Timestamp;
  refresh_expires_at: Timestamp;
  revoked_at: NullableTimestamp;
  revoked_reason: string | null;
}

interface SignInFailuresTable {
  subject: string;
  failures: number;
  last_at: Timestamp;
  locked_until: NullableTimestamp;
}

interface SigningKeysTable {
  id: string;
  organisation_id: string;
  public_key: string;
  private_key: string;
  created_at: Timestamp;
}

interface SetUpCodesTable {
  only_row: ColumnType<boolean, boolean | undefined, never>;
  code_hash: string;
}

interface ChannelsTable {
  id: string;
  kind: ChannelKind;
  organisation_id: string | null;
  station_id: string | null;
  line_id: string | null;
  incident_id: string | null;
  audience: string;
  last_seq: ColumnType<number, number | undefined, number>;
  last_at: Timestamp;
  closed_at: NullableTimestamp;
}

interface EntriesTable {
  channel_id: string;
  seq: number;
  id: string;
  kind: EntryKind;
  at: Timestamp;
  by: NullableJson<Author>;
  payload: Json<object>;
}

interface ReceiptsTable {
  officer_id: string;
  key: string;
  command: string;
  input_hash: string;
  reply: Json<object>;
  at: Timestamp;
}

interface MarksTable {
  channel_id: string;
  officer_id: string;
  delivered_seq: number;
  opened_seq: number;
}

interface LinesTable {
  id: string;
  code: string;
  kind: LineKind;
  name: Json<LocalText>;
  channel_id: string;
}

interface LineEndsTable {
  line_id: string;
  station_id: string;
  position: number;
}

interface AgreementsTable {
  id: string;
  line_id: string;
  reference: string;
  signed_on: string;
  valid_until: string | null;
  note: string | null;
}

interface PoliciesTable {
  id: string;
  line_id: string;
  end_id: string;
  severity: Severity | null;
  ladder: Json<Ladder>;
}

interface WatchesTable {
  station_id: string;
  officer_id: string | null;
  since: Timestamp;
  offered_to: string | null;
  offered_at: NullableTimestamp;
}

/** `noted` is what the record says, `seen` what was seen last and since when. */
interface WatchSoundsTable {
  station_id: string;
  watch_since: Timestamp;
  noted: WatchSound;
  seen: WatchSound;
  seen_since: Timestamp;
}

interface IncidentNumbersTable {
  line_id: string;
  year: number;
  last: number;
}

interface IncidentsTable {
  id: string;
  number: string;
  line_id: string;
  channel_id: string;
  title: string;
  category: string;
  severity: Severity;
  cap_status: CapStatus;
  status: IncidentStatus;
  occurred_at: Timestamp;
  place: Json<Place>;
  subjects: number | null;
  outcome: string | null;
  opened_at: Timestamp;
  opened_by: Json<Author>;
  closure_agreed_by: Json<string[]>;
  closed_at: NullableTimestamp;
  closed_alone: boolean;
}

interface AlertsTable {
  id: string;
  incident_id: string;
  channel_id: string;
  seq: number;
  raised_at: Timestamp;
  raised_by: Json<Author>;
  from_end_id: string;
  text: string;
  lang: Language;
  urgency: Urgency;
  severity: Severity;
  certainty: Certainty;
  withdrawn_at: NullableTimestamp;
}

interface EscalationsTable {
  id: string;
  alert_id: string;
  incident_id: string;
  channel_id: string;
  end_id: string;
  from_end_id: string;
  ladder: Json<Ladder>;
  state: EscalationState;
  waiting_for: WaitingFor | null;
  due_at: NullableTimestamp;
  step: number;
  call: number;
  round: number;
  turn: number;
  called_at: NullableTimestamp;
  delivered_at: NullableTimestamp;
  opened_at: NullableTimestamp;
  received_at: NullableTimestamp;
  accepted_at: NullableTimestamp;
  acknowledged_by: NullableJson<Author>;
  acknowledged_seq: number | null;
  reply_by: NullableTimestamp;
  answered_at: NullableTimestamp;
  taken_over_by: NullableJson<Author>;
  exhausted_at: NullableTimestamp;
  affirmed_at: NullableTimestamp;
}

interface CallsTable {
  escalation_id: string;
  turn: number;
  officer_id: string;
  name: string;
  role: CalledRole;
  to_call_peer: boolean;
  placed_at: Timestamp;
  reached_at: NullableTimestamp;
  device: string | null;
  cancelled_at: NullableTimestamp;
}

interface PresencesTable {
  node_id: string;
  station_id: string;
  seen_at: Timestamp;
}

/** A line of the index: an entry in the form in which it is searched. `end_id` is set in private channels. */
interface SearchTextsTable {
  channel_id: string;
  seq: number;
  line_id: string;
  incident_id: string | null;
  end_id: string | null;
  at: Timestamp;
  form: string;
}

interface SearchCursorsTable {
  channel_id: string;
  seq: number;
  version: number;
}

interface SeatsTable {
  node_id: string;
  officer_id: string;
  station_id: string;
  sounds: boolean;
  seen_at: Timestamp;
}

export interface Tables {
  organisations: OrganisationsTable;
  stations: StationsTable;
  station_reach: StationReachTable;
  officers: OfficersTable;
  sessions: SessionsTable;
  sign_in_failures: SignInFailuresTable;
  signing_keys: SigningKeysTable;
  set_up_codes: SetUpCodesTable;
  channels: ChannelsTable;
  entries: EntriesTable;
  receipts: ReceiptsTable;
  marks: MarksTable;
  lines: LinesTable;
  line_ends: LineEndsTable;
  agreements: AgreementsTable;
  policies: PoliciesTable;
  watches: WatchesTable;
  watch_sounds: WatchSoundsTable;
  incident_numbers: IncidentNumbersTable;
  incidents: IncidentsTable;
  alerts: AlertsTable;
  escalations: EscalationsTable;
  calls: CallsTable;
  presences: PresencesTable;
  seats: SeatsTable;
  search_texts: SearchTextsTable;
  search_cursors: SearchCursorsTable;
}
