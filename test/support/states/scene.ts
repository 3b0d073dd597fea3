// The scene in which every state of the console can be seen: a long history on one line, a flood on another, a calm third.
import { beforeAll } from 'vitest';
import { readDemoWorld } from '../../../server/demo/world.ts';
import { type Language, languages } from '../../../shared/text.ts';
import { type World, worldFile } from '../../../shared/world.ts';
import { openRecord } from '../application.ts';
import type { TestOfficer } from '../officer.ts';
import { hour, minute, openScene, type Scene } from '../scene.ts';
import { password } from '../world.ts';

const cast = [
  ...['trucban.sonvi', 'lienlac.sonvi', 'duty.tianpeng', 'trucban.xinman', 'chihuy.xinman'],
  ...['chihuy.tralinh', 'duty.longbang', 'quantri.botulenh', 'admin.cn'],
];

/** So slow that no ladder moves by itself while somebody looks. */
const stepMs = 3 * hour;
/** How many steps the ladder of the first alert has until it has run out. */
const stepsOfFirst = 2;
const aboveStepMs = stepMs + minute;
/** How long ago everything else happened. */
const agoMs = 59 * minute;

/** Two neighbouring zones, in which it is soon after midnight here, and everything happened the day before. */
function zonesAfterMidnight(): { here: string; there: string } {
  const hours = new Date(Date.now() + stepsOfFirst * aboveStepMs + agoMs).getUTCHours();
  const offset = hours > 11 ? 24 - hours : -hours;
  // The signs of these names are the other way round.
  const zone = (ahead: number) => `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
  return { here: zone(offset), there: zone(offset + 1) };
}

/**
 * The names of the real line, in several languages and two time zones between which midnight has just passed: then a time
 * takes most room, at whatever hour the tests run.
 */
async function readWorld(): Promise<World> {
  const world = await readDemoWorld();
  const { here, there } = zonesAfterMidnight();
  return {
    ...world,
    organisations: world.organisations.map((organisation) => ({
      ...organisation,
      timeZone: organisation.country === 'CN' ? there : here,
    })),
    officers: world.officers
      .filter(({ username }) => cast.includes(username))
      .map((officer) => ({ ...officer, password })),
    policies: world.policies
      // At the long line one ladder serves every severity.
      .map((policy) => (policy.lineCode === 'son-vi' ? { ...policy, severity: null } : policy))
      .filter(
        ({ lineCode, endCode, severity }, index, all) =>
          index ===
          all.findIndex(
            (one) => one.lineCode === lineCode && one.endCode === endCode && one.severity === severity,
          ),
      )
      .map((policy) => ({
        ...policy,
        ladder: {
          ...policy.ladder,
          steps: policy.ladder.steps.map((step) => ({ ...step, waitMs: stepMs })),
        },
      })),
  };
}

/** The same news as each side would write it. */
export const said: Readonly<Record<Language, string>> = {
  vi: 'Hai người đang băng qua khe suối về phía bạn, đề nghị kiểm tra.',
  en: 'Two persons are crossing the ravine toward you, please check.',
  km: 'មនុស្សពីរនាក់កំពុងឆ្លងជ្រោះទៅភាគីខាងអ្នក សូមពិនិត្យ។',
  zh: '两人正越过山沟前往贵方，请核查。',
  lo: 'ມີສອງຄົນກຳລັງຂ້າມຫ້ວຍໄປຝ່າຍທ່ານ, ກະລຸນາກວດກາ.',
};

/** What the states are about, by id. */
export interface Facts {
  line: string;
  calmLine: string;
  /** With words in five languages, alerts both ways and a note. */
  crossing: string;
  /** The last words said there, by their seq. */
  lastSaid: number;
  /** An exercise that is resolved: it is closed by both sides. */
  drill: string;
  closed: string;
  /** Nothing but its first entry. */
  quiet: string;
}

const severities = ['Extreme', 'Moderate', 'Minor', 'Moderate'] as const;
const categories = ['smuggling', 'illegal_crossing'] as const;

/** More alarms than a person can answer, of all severities, on the line of the gate. */
async function flood(theirs: TestOfficer): Promise<void> {
  for (let one = 0; one < 30; one += 1) {
    const { incidentId } = await theirs.openIncident('tra-linh', {
      ...{ title: `Người lạ vượt suối ban đêm gần mốc 741/${one + 1}`, severity: 'Moderate' },
      category: categories[one % 2] ?? 'other',
      place: { marker: `741/${one + 1}` },
    });
    await theirs.raise(incidentId, { text: said.zh, lang: 'zh', severity: severities[one % 4] ?? 'Minor' });
  }
}

/** An alert that nobody has answered to the end, and one that was answered long ago in a case that goes on. */
async function longAgo(scene: Scene, ours: TestOfficer, theirs: TestOfficer): Promise<void> {
  const fire = await theirs.openIncident('son-vi', {
    title: 'Cháy rừng lan qua đường biên',
    category: 'forest_exploitation',
  });
  await theirs.raise(fire.incidentId, { text: said.lo, lang: 'lo', severity: 'Extreme' });
  const flooded = await theirs.openIncident('son-vi', {
    title: 'Nước lũ dâng ở ngầm tràn',
    category: 'other',
  });
  const { alertId } = await theirs.raise(flooded.incidentId, { text: said.km, lang: 'km' });
  await ours.send('alert.acknowledge', { alertId, grade: 'accepted' });
  await ours.post(flooded.channelId, 'Chúng tôi đã cử tổ công tác.');
  for (let step = 1; step <= stepsOfFirst; step += 1) await scene.advance(aboveStepMs);
  const { escalation } = await ours.alert(fire.incidentId);
  if (escalation.state !== 'exhausted') throw new Error('the ladder of the first alert has more steps');
}

async function crossing(ours: TestOfficer, theirs: TestOfficer, reader: TestOfficer): Promise<string> {
  const { incidentId, channelId } = await ours.openIncident('son-vi', {
    ...{ title: 'Người lạ vượt biên qua khe suối giữa mốc 456 và mốc 457', category: 'illegal_crossing' },
    place: { marker: '456', description: 'Khe suối phía đông bản Lũng Làn' },
    subjects: 2,
  });
  for (const lang of languages)
    await theirs.send('message.post', { channelId, text: said[lang], lang, marker: 'request' });
  const { seq } = await theirs.raise(incidentId, { text: said.zh, lang: 'zh' });
  // Somebody of our side has seen it then: the times of that stand side by side.
  await reader.send('channel.mark', { channelId, deliveredSeq: seq, openedSeq: seq });
  await ours.raise(incidentId, { text: said.vi, lang: 'vi', severity: 'Moderate' });
  await ours.send('note.write', { incidentId, text: 'Báo cáo tỉnh trước khi trả lời.', lang: 'vi' });
  return incidentId;
}

async function drill(ours: TestOfficer, theirs: TestOfficer): Promise<string> {
  const { incidentId } = await theirs.openIncident('son-vi', {
    ...{ title: 'DIỄN TẬP: liên lạc đường dây nóng hằng tháng', capStatus: 'Exercise' },
  });
  await theirs.raise(incidentId, { text: 'DIỄN TẬP. Đề nghị xác nhận.', lang: 'vi', severity: 'Minor' });
  const { alert } = await ours.alert(incidentId);
  await ours.send('alert.acknowledge', { alertId: alert.id, grade: 'accepted' });
  await ours.send('incident.change_status', { incidentId, to: 'resolved', reason: 'Đã diễn tập xong' });
  await theirs.send('incident.change_status', { incidentId, to: 'closed', reason: '演练结束' });
  return incidentId;
}

async function closed(ours: TestOfficer, theirs: TestOfficer): Promise<string> {
  const { incidentId } = await ours.openIncident('son-vi', {
    ...{ title: 'Trâu bò đi lạc sang bên kia', category: 'grazing', severity: 'Minor' },
  });
  const change = { incidentId, reason: 'Đã bàn giao đủ' };
  await ours.send('incident.change_status', { ...change, to: 'resolved' });
  for (const one of [ours, theirs]) await one.send('incident.change_status', { ...change, to: 'closed' });
  return incidentId;
}

export interface StatesScene extends Scene {
  facts(): Facts;
  /** Floods the gate, once. It is a flood for ten minutes: asked for when somebody comes to look at it. */
  flood(): Promise<void>;
  /** The address of a record in which nothing is set up, and the code that sets it up. */
  empty(): { url: string; code: string };
}

/** Opened before the tests of a file, closed after them. */
export function openStatesScene(): StatesScene {
  const scene = openScene(readWorld);
  let facts: Facts | undefined;
  let flooded: Promise<void> | undefined;
  let empty: { url: string; code: string } | undefined;
  beforeAll(async () => {
    const [ours, theirs, calm] = await scene.onWatch('trucban.sonvi', 'duty.tianpeng', 'chihuy.xinman');
    await longAgo(scene, ours, theirs);
    const { incidentId: quiet } = await calm.openIncident('tiep-giap', {
      ...{ title: 'Tuần tra chung khu vực giáp ranh', category: 'other', severity: 'Minor' },
    });
    const liaison = await scene.node().officer('lienlac.sonvi');
    const cases = {
      closed: await closed(ours, theirs),
      drill: await drill(ours, theirs),
      crossing: await crossing(ours, theirs, liaison),
    };
    liaison.close();
    const { channelId } = (await ours.read(cases.crossing)).incident;
    const words = await ours.entriesOf(channelId, 'message.posted');
    facts = {
      line: (await ours.line('son-vi')).id,
      calmLine: (await calm.line('tiep-giap')).id,
      ...cases,
      lastSaid: words.at(-1)?.seq ?? 0,
      quiet,
    };
    const { officer, station } = await (await scene.officer('trucban.xinman')).client.me();
    const note = 'Mưa lớn từ chiều, đường lên mốc 172 bị sạt.';
    await calm.send('watch.hand_over', { stationId: station.id, toOfficerId: officer.id, note });
    await scene.advance(agoMs);
    // A search shows what is indexed when it is asked, and is not asked again.
    await scene.node().application.index();
  });
  beforeAll(async () => {
    const record = await openRecord(worldFile.parse({}));
    const node = await record.node();
    const code = await node.application.setupCode();
    if (!code) throw new Error('an empty record has a set-up code');
    empty = { url: node.url, code };
    return () => record.close();
  });
  const known = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the scene opens before the first test');
    return value;
  };
  return {
    ...scene,
    facts: () => known(facts),
    async flood() {
      flooded ??= scene.officer('duty.longbang').then(flood);
      await flooded;
    },
    empty: () => known(empty),
  };
}
