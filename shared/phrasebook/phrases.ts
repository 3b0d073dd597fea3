/**
 * The phrase book: every coded phrase with its marker and the slots that must be filled, in no language. Modelled on the
 * IMO Standard Marine Communication Phrases (A.918(22)) and the practice of the border stations. A code never changes
 * its meaning and is never taken back: logs hold it for ever. The texts are the data files beside this one.
 */
import type { Marker } from '../nouns/message.ts';
import { type SlotKind, type SlotName, slotKinds, type ValueOf } from './slots.ts';

export const phraseGroups = [
  'call',
  'reply',
  'message',
  'situation',
  'persons',
  'vehicles',
  'roads',
  'land',
  'crime',
  'danger',
  'health',
  'boundary',
  'patrol',
  'talks',
] as const;
export type PhraseGroup = (typeof phraseGroups)[number];

/** Code, marker, and the slots in the order in which they are asked for. */
type Row = readonly [code: string, marker: Marker, ...slots: SlotName[]];

const book = {
  call: [
    ['call.opening', 'information'],
    ['call.closing', 'information', 'at'],
    ['check.communications', 'question'],
    ['check.received_clearly', 'answer'],
    ['check.received_with_breaks', 'answer'],
    ['check.line_restored', 'information', 'from', 'until'],
    ['check.line_maintenance', 'intention', 'from', 'until'],
    ['request.telephone_call', 'request', 'at'],
    ['information.duty_change', 'information', 'at'],
    ['information.watch_unmanned', 'information', 'from', 'until'],
  ],
  reply: [
    ['reply.received_understood', 'answer', 'reference'],
    ['reply.not_understood', 'answer', 'reference'],
    ['reply.confirmed', 'answer', 'reference'],
    ['reply.not_confirmed', 'answer', 'reference'],
    ['reply.will_do', 'answer', 'reference'],
    ['reply.will_do_at', 'answer', 'reference', 'at'],
    ['reply.cannot_because', 'answer', 'reference', 'reason'],
    ['reply.stand_by', 'answer', 'duration'],
    ['reply.no_information', 'answer', 'reference'],
    ['reply.referred', 'answer', 'reference'],
    ['reply.nothing_found', 'answer', 'place', 'at'],
    ['reply.forces_on_the_way', 'answer', 'place', 'duration'],
    ['reply.thanks', 'answer'],
  ],
  message: [
    ['question.received', 'question', 'reference'],
    ['question.answer_when', 'question', 'reference'],
    ['request.answer_by', 'request', 'reference', 'at'],
    ['request.repeat', 'request', 'reference'],
    ['request.simpler_words', 'request', 'reference'],
    ['request.interpreter', 'request', 'at'],
    ['information.correction', 'information', 'reference'],
    ['information.disregard', 'information', 'reference'],
  ],
  situation: [
    ['question.situation', 'question', 'place'],
    ['information.situation_normal', 'information', 'place'],
    ['information.all_clear', 'information', 'place', 'at'],
    ['request.joint_check', 'request', 'place', 'at'],
    ['advice.keep_away', 'advice', 'place', 'duration'],
  ],
  persons: [
    ['request.confirm_sighting', 'request', 'count', 'persons', 'place', 'at'],
    ['information.persons_crossing_toward_you', 'information', 'count', 'persons', 'means', 'place', 'at'],
    ['information.persons_crossing_number_unknown', 'information', 'persons', 'place', 'at'],
    ['information.persons_crossed_toward_us', 'information', 'count', 'persons', 'means', 'place', 'at'],
    ['information.persons_moving', 'information', 'count', 'persons', 'place', 'direction'],
    ['information.persons_gathering', 'information', 'count', 'persons', 'place', 'at'],
    ['information.persons_stopped', 'information', 'count', 'persons', 'place', 'at'],
    ['warning.armed_persons', 'warning', 'count', 'place', 'direction', 'at'],
    ['question.persons_with_you', 'question', 'count', 'persons', 'at'],
    ['request.search_missing', 'request', 'count', 'persons', 'place', 'at'],
    ['information.missing_found', 'information', 'count', 'persons', 'place', 'at'],
    ['request.call_back_persons', 'request', 'count', 'persons', 'place'],
    ['request.hand_over_persons', 'request', 'count', 'persons', 'place', 'at'],
    ['request.receive_persons', 'request', 'count', 'persons', 'place', 'at'],
    ['information.hand_over_done', 'information', 'count', 'persons', 'place', 'at'],
    ['information.resident_conflict', 'information', 'count', 'place', 'at'],
    ['information.regulation_violation', 'information', 'count', 'persons', 'place', 'at'],
  ],
  vehicles: [
    ['information.vehicles_crossing_toward_you', 'information', 'count', 'vehicle', 'place', 'at'],
    ['information.vehicles_moving', 'information', 'count', 'vehicle', 'place', 'direction'],
    ['request.stop_vehicles', 'request', 'count', 'vehicle', 'place', 'direction'],
    ['question.vehicles_yours', 'question', 'count', 'vehicle', 'place'],
    ['information.traffic_accident', 'information', 'count', 'place', 'at'],
  ],
  roads: [
    ['information.road_closed', 'information', 'place', 'at', 'reason'],
    ['information.road_opened', 'information', 'place', 'at'],
    ['information.bridge_closed', 'information', 'place', 'at', 'reason'],
    ['information.bridge_opened', 'information', 'place', 'at'],
    ['information.gate_closed', 'information', 'place', 'at', 'reason'],
    ['information.gate_opened', 'information', 'place', 'at'],
  ],
  land: [
    ['information.livestock_toward_you', 'information', 'count', 'place', 'at'],
    ['request.return_livestock', 'request', 'count', 'place', 'at'],
    ['information.grazing_across', 'information', 'count', 'place'],
    ['information.fishing_across', 'information', 'count', 'vehicle', 'place', 'at'],
    ['information.cultivation_across', 'information', 'place'],
    ['information.dwelling_across', 'information', 'place'],
    ['information.logging_across', 'information', 'count', 'place', 'at'],
    ['question.construction', 'question', 'place'],
  ],
  crime: [
    ['information.smuggling_suspected', 'information', 'place', 'means', 'direction'],
    ['information.drugs_suspected', 'information', 'place', 'means', 'direction'],
    ['information.counterfeit_goods', 'information', 'place', 'at'],
    ['information.brokers_suspected', 'information', 'count', 'place', 'at'],
    ['information.trafficking_suspected', 'information', 'count', 'persons', 'means', 'place', 'direction'],
  ],
  danger: [
    ['warning.fire', 'warning', 'place', 'direction', 'at'],
    ['request.help_fire', 'request', 'place'],
    ['warning.flood', 'warning', 'place', 'at'],
    ['warning.water_release', 'warning', 'place', 'at'],
    ['warning.severe_weather', 'warning', 'place', 'from', 'until'],
    ['warning.landslide', 'warning', 'place', 'at'],
    ['warning.unexploded_ordnance', 'warning', 'place'],
    ['information.shots_heard', 'information', 'place', 'at'],
    ['question.shots_cause', 'question', 'place', 'at'],
    ['information.explosion', 'information', 'place', 'at'],
    ['information.drone_seen', 'information', 'place', 'direction', 'at'],
    ['question.drone_yours', 'question', 'place', 'at'],
  ],
  health: [
    ['request.medical_help', 'request', 'count', 'persons', 'place'],
    ['information.first_aid_given', 'information', 'count', 'persons', 'place'],
    ['request.ambulance_crossing', 'request', 'place', 'at'],
    ['information.body_found', 'information', 'place', 'at'],
    ['warning.epidemic_sign', 'warning', 'count', 'place'],
    ['warning.animal_disease', 'warning', 'count', 'place'],
  ],
  boundary: [
    ['information.marker_damaged', 'information', 'marker'],
    ['information.marker_moved', 'information', 'marker'],
    ['request.inspect_marker', 'request', 'marker', 'at'],
    ['information.markers_in_order', 'information', 'markerFrom', 'markerTo', 'at'],
  ],
  patrol: [
    ['request.joint_patrol', 'request', 'marker', 'at'],
    ['reply.joint_patrol_agreed', 'answer', 'marker', 'at'],
    ['intention.patrol_near_line', 'intention', 'count', 'markerFrom', 'markerTo', 'at'],
    ['information.patrol_finished', 'information', 'markerFrom', 'markerTo', 'at'],
    ['intention.clear_vegetation', 'intention', 'markerFrom', 'markerTo', 'from', 'until'],
    ['intention.exercise_begins', 'intention', 'place', 'from', 'until'],
    ['information.exercise_ended', 'information', 'place', 'at'],
    ['intention.blasting', 'intention', 'place', 'at'],
    ['intention.drone_flight', 'intention', 'place', 'from', 'until'],
  ],
  talks: [
    ['request.talks', 'request', 'place', 'at'],
    ['reply.talks_agreed', 'answer', 'place', 'at'],
    ['reply.propose_time', 'answer', 'at'],
    ['reply.propose_place', 'answer', 'place'],
    ['information.talks_postponed', 'information', 'at', 'reason'],
    ['information.delegation_arrives', 'information', 'count', 'place', 'at'],
    ['request.joint_record', 'request', 'reference', 'place', 'at'],
  ],
} as const satisfies Record<PhraseGroup, readonly Row[]>;

type BookRow = (typeof book)[PhraseGroup][number];
export type PhraseCode = BookRow[0];

export interface Phrase {
  code: PhraseCode;
  marker: Marker;
  group: PhraseGroup;
  slots: Readonly<Partial<Record<SlotName, SlotKind>>>;
}

type SlotsIn<R> = R extends readonly [string, Marker, ...infer S extends SlotName[]] ? S[number] : never;
/** The values that the slots of phrase `C` take. */
export type PhraseSlots<C extends PhraseCode> = {
  [S in SlotsIn<Extract<BookRow, readonly [C, ...unknown[]]>>]: ValueOf<(typeof slotKinds)[S]>;
};

/** Every phrase, in the order of the book. */
export const phrases: readonly Phrase[] = phraseGroups.flatMap((group) => {
  const rows: readonly (readonly [PhraseCode, Marker, ...SlotName[]])[] = book[group];
  return rows.map(([code, marker, ...names]) => ({
    code,
    marker,
    group,
    slots: Object.fromEntries(names.map((name) => [name, slotKinds[name]])),
  }));
});

const byCode: ReadonlyMap<string, Phrase> = new Map(phrases.map((phrase) => [phrase.code, phrase]));

/** The phrase with this code; none when a newer Parley wrote it. */
export function phraseOf(code: PhraseCode): Phrase;
export function phraseOf(code: string): Phrase | undefined;
export function phraseOf(code: string): Phrase | undefined {
  return byCode.get(code);
}
