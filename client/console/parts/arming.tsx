/** The step at the start of every watch and after every reload: turn the alarm sound on, and hear it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alarmStore, arm } from '../state/alarm.ts';
import { send } from '../state/hotline.ts';
import { mayHoldWatch, maySpeak, useMe } from '../state/reader.ts';
import { Button } from './button.tsx';
import { PriorityMark } from './mark.tsx';
import './arming.css';

export function Arming() {
  const { t } = useTranslation();
  const { armed } = useStore(alarmStore);
  const [heard, setHeard] = useState(false);
  const [refused, setRefused] = useState(false);
  const [tries, setTries] = useState(0);
  const { officer, station } = useMe();

  if (!maySpeak(officer.role)) return null;
  const press = async () => {
    setTries(tries + 1);
    setHeard(false);
    setRefused(!(await arm().catch(() => false)));
  };
  /** The tone that was played is the tone of the daily test: whoever heard it has tested the sound. */
  const confirm = () => {
    setHeard(true);
    if (!mayHoldWatch(officer.role)) return;
    // Not recorded is not tested: it stays due, and the screen of the watch says so.
    send('watch.test_sound', { stationId: station.id, heard: true }).catch(() => undefined);
  };
  if (armed && heard) return null;
  if (armed) {
    return (
      <div className="arming arming-test" role="status">
        <p>
          {t('arm.heard')} {tries > 1 ? t('arm.check') : ''}
        </p>
        <Button kind="primary" large onPress={confirm}>
          {t('arm.yes')}
        </Button>
        <Button large onPress={() => void press()}>
          {t('arm.again')}
        </Button>
      </div>
    );
  }
  return (
    <div className="arming" role="alert">
      <PriorityMark priority="critical" large />
      <div className="arming-words">
        <p className="arming-title">{t('arm.off')}</p>
        <p>{refused ? t('arm.refused') : t('arm.why')}</p>
      </div>
      <Button kind="alarm" large onPress={() => void press()}>
        {t('arm.turnOn')}
      </Button>
    </div>
  );
}
