// Story: an officer's words were recorded and the answer was lost. Before he asks again, he is made an observer.
import { expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { refusalOf } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';

const scene = openScene();

it('What stands on the record answers to its key, also when its officer may say no more', async () => {
  const north = await scene.officer('relief.north');
  const { channelId, incidentId } = await north.openIncident('river');
  const said = { channelId, text: 'Ba thuyền', lang: 'vi', marker: 'information' } as const;
  const noted = { incidentId, text: 'Chờ lệnh', lang: 'vi' } as const;
  const keys = { said: newId(), noted: newId() };
  const posted = await north.send('message.post', said, { key: keys.said });
  const written = await north.send('note.write', noted, { key: keys.noted });

  const admin = await scene.officer('admin.home');
  await admin.send('officer.set', {
    ...{ username: 'relief.north', stationCode: 'north', role: 'observer', name: 'relief.north' },
    language: 'vi',
  });
  const observer = await scene.node().officer('relief.north');
  expect(await refusalOf(observer.send('message.post', said))).toBe('not_allowed');
  expect(await observer.send('note.write', noted, { key: keys.noted })).toEqual(written);
  expect(await observer.send('message.post', said, { key: keys.said })).toEqual(posted);
  const other = { ...said, text: 'Bốn thuyền' };
  expect(await refusalOf(observer.send('message.post', other, { key: keys.said }))).toBe('key_reused');
});
