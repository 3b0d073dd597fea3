// What has happened before the first visitor comes: a case settled jointly, one in hand, a drill, a word among neighbours.
import type { OutputOf } from '../../shared/commands.ts';
import type { Marker } from '../../shared/nouns/message.ts';
import type { Language } from '../../shared/text.ts';
import { hour, type Instant } from '../../shared/time.ts';
import type { Player } from './player.ts';

/** Stations that are on watch when the demo starts. The line of the tour is left to the visitors. */
const onWatch = [
  [
    'trucban.thuongphuoc',
    'duty.kohroka',
    'trucban.sonvi',
    'duty.tianpeng',
    'trucban.xinman',
    'trucban.simacai',
  ],
  ['trucban.dongthap', 'trucban.hagiang', 'trucban.caobang', 'trucban.botulenh'],
  ['duty.preyveng', 'duty.yunnan', 'duty.guangxi', 'duty.kh', 'duty.cn'],
].flat();

type Cast = (username: string) => Player;
type Opened = OutputOf<'incident.open'>;

/** Where the history ends: so many words on the line of the neighbours. */
export const lastWords = { lineCode: 'tiep-giap', words: 3 };

const before = (instant: Instant, ms: number) => new Date(Date.parse(instant) - ms).toISOString();

function say(
  player: Player,
  channelId: string,
  marker: Marker,
  text: string,
  lang: Language = player.language,
) {
  return player.send('message.post', { channelId, marker, text, lang });
}

/** The officer opposite accepts the alert and says what he does: nothing of it is left waiting. */
async function answer(player: Player, { channelId }: Opened, alertId: string, text: string): Promise<void> {
  await player.send('alert.acknowledge', { alertId, grade: 'accepted' });
  await say(player, channelId, 'answer', text);
}

async function illegalFishing(cast: Cast, began: Instant): Promise<void> {
  const [ours, theirs] = [cast('trucban.thuongphuoc'), cast('duty.kohroka')];
  const opened = await ours.send('incident.open', {
    lineId: await ours.lineId('thuong-phuoc'),
    title: 'Khai thác thủy sản trái phép bằng xung điện trên sông Tiền',
    category: 'illegal_fishing',
    severity: 'Moderate',
    occurredAt: before(began, 5 * hour),
    place: { description: 'Đoạn sông giáp ranh, phía trên cửa khẩu Thường Phước' },
  });
  const { incidentId, channelId } = opened;
  await say(
    ours,
    channelId,
    'information',
    'Tổ tuần tra phát hiện hai vỏ lãi dùng xung điện, đang chạy về phía bờ bạn.',
  );
  const { alertId } = await ours.send('alert.raise', {
    incidentId,
    text: 'Đề nghị đồn bạn cho xuồng chặn phía bờ bắc và cùng lập biên bản.',
    lang: 'vi',
    urgency: 'Immediate',
    severity: 'Moderate',
    certainty: 'Observed',
  });
  await answer(theirs, opened, alertId, 'បានទទួល។ យើងបញ្ជូនក្រុមល្បាតទៅកន្លែងកើតហេតុ។');
  await theirs.send('incident.change_status', {
    incidentId,
    to: 'in_progress',
    reason: 'Patrol boat sent from Koh Roka',
  });
  await say(theirs, channelId, 'information', 'Two boats stopped, three persons. Gear is secured.', 'en');
  await ours.send('note.write', {
    incidentId,
    text: 'Nội bộ: một trong ba người từng bị nhắc nhở tháng trước, báo trinh sát nắm thêm.',
    lang: 'vi',
  });
  await say(ours, channelId, 'intention', 'Chỉ huy hai bên gặp tại cột mốc lúc 15 giờ để lập biên bản.');
  await ours.send('incident.amend', {
    incidentId,
    changes: { subjects: 3, outcome: 'Thu 02 bộ kích điện, cảnh cáo 03 đối tượng, hai bên ký biên bản.' },
  });
  const done = { incidentId, reason: 'Hai bên đã lập biên bản, xử lý xong' };
  await ours.send('incident.change_status', { ...done, to: 'resolved' });
  await ours.send('incident.change_status', { ...done, to: 'closed' });
  await theirs.send('incident.change_status', { incidentId, to: 'closed', reason: 'Agreed: minutes signed' });
}

async function illegalCrossing(cast: Cast, began: Instant): Promise<void> {
  const [ours, theirs] = [cast('trucban.sonvi'), cast('duty.tianpeng')];
  const opened = await ours.send('incident.open', {
    lineId: await ours.lineId('son-vi'),
    title: 'Nhóm người xuất cảnh trái phép qua đường mòn',
    category: 'illegal_crossing',
    severity: 'Moderate',
    occurredAt: before(began, 2 * hour),
    place: { marker: '456', description: 'Đường mòn phía đông cột mốc' },
    subjects: 5,
  });
  const { incidentId, channelId } = opened;
  await say(
    ours,
    channelId,
    'information',
    'Năm người, có một phụ nữ và một trẻ em, đi bộ về phía bạn khoảng 30 phút trước.',
  );
  const { alertId } = await ours.send('alert.raise', {
    incidentId,
    text: 'Đề nghị trạm bạn kiểm tra đường mòn và thông báo kết quả.',
    lang: 'vi',
    urgency: 'Expected',
    severity: 'Moderate',
    certainty: 'Likely',
  });
  await answer(theirs, opened, alertId, '收到。我站已派巡逻组前往现场,有结果即通报。');
  await ours.send('incident.change_status', {
    incidentId,
    to: 'in_progress',
    reason: 'Hai bên đang kiểm tra',
  });
  await theirs.send('note.write', { incidentId, text: '内部:通知村委会协助查找。', lang: 'zh' });
  await say(theirs, channelId, 'question', '请告知五人的衣着特征和可能的目的地。');
  await say(
    ours,
    channelId,
    'answer',
    'Một người mặc áo khoác đỏ, trẻ em khoảng 6 tuổi; có thể đi về hướng chợ Điền Bồng.',
  );
}

async function drill(cast: Cast): Promise<void> {
  const [theirs, ours] = [cast('duty.kohroka'), cast('trucban.thuongphuoc')];
  const opened = await theirs.send('incident.open', {
    lineId: await theirs.lineId('thuong-phuoc'),
    title: 'Exercise: patrol boat does not report',
    category: 'other',
    severity: 'Minor',
    capStatus: 'Exercise',
  });
  const { alertId } = await theirs.send('alert.raise', {
    incidentId: opened.incidentId,
    text: 'EXERCISE. Our boat has not reported for one hour. Please look out for it on your side.',
    lang: 'en',
    urgency: 'Expected',
    severity: 'Minor',
    certainty: 'Possible',
  });
  await answer(ours, opened, alertId, 'DIỄN TẬP. Đã nhận, cử xuồng quan sát đoạn sông phía nam.');
}

async function neighbours(cast: Cast): Promise<void> {
  const [xinMan, siMaCai, sonVi] = [cast('trucban.xinman'), cast('trucban.simacai'), cast('trucban.sonvi')];
  const { lines } = await xinMan.send('line.list', {});
  const channelId = lines.find(({ code }) => code === lastWords.lineCode)?.channelId;
  if (!channelId) return;
  await say(
    xinMan,
    channelId,
    'request',
    'Đề nghị các đồn cử lực lượng tuần tra chung khu vực tiếp giáp vào thứ Năm.',
  );
  await say(siMaCai, channelId, 'answer', 'Nhất trí, Si Ma Cai cử 06 đồng chí.');
  await say(sonVi, channelId, 'answer', 'Sơn Vĩ cử 05 đồng chí, xuất phát 6 giờ 30.');
}

/**
 * Plays it, or what is left of it: each act has the same key and the same words in every run. Nothing is left running: no
 * alarm greets the first visitor. `began` is when the world was made; what happened before is told from there.
 */
export async function playHistory(
  signIn: (username: string) => Promise<Player>,
  began: Instant,
): Promise<void> {
  const players = new Map<string, Player>();
  const waiting = onWatch.values();
  const takeWatches = async () => {
    for (const username of waiting) {
      const player = await signIn(username);
      players.set(username, player);
      await player.send('watch.take', { stationId: player.stationId });
    }
  };
  // Checking a password takes most of the time, and there are two places for it.
  await Promise.all([takeWatches(), takeWatches()]);
  const cast: Cast = (username) => {
    const player = players.get(username);
    if (!player) throw new Error(`${username} is not in the history of the demo`);
    return player;
  };
  for (const scene of [illegalFishing, illegalCrossing, drill, neighbours]) await scene(cast, began);
  for (const player of players.values()) await player.signOut();
}
