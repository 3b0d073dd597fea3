/** The daily test of the alarm sound and the monthly drill of each line: when they were last done, and doing them now. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/commands.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { day } from '../../../../shared/time.ts';
import { Button } from '../../parts/button.tsx';
import { FormRefusal } from '../../parts/form-refusal.tsx';
import { Named } from '../../parts/named.tsx';
import { NoAnswer } from '../../parts/states.tsx';
import { LineClocks, Moment } from '../../parts/time.tsx';
import { arm } from '../../state/alarm.ts';
import { useNow } from '../../state/clock.ts';
import { lines as deskLines, watches } from '../../state/desk.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { useCommandForm } from '../../state/form.ts';
import { send } from '../../state/hotline.ts';
import { useAnswer } from '../../state/live-query.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { addressOf } from '../../state/route.ts';
import { Drill } from './drill.tsx';
import './duty-summary.css';

type Tests = OutputOf<'watch.tests'>;

const soundEvery = day;
const drillEvery = 31 * day;

function useTests(stationId: string) {
  const [tests, setTests] = useState<Tests | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = useCallback(() => {
    setFailure(null);
    send('watch.tests', { stationId }).then(setTests, (error: unknown) => setFailure(failureOf(error)));
  }, [stationId]);
  // The watches are read again after every hint: the sound may have been tested where the alarms were turned on.
  const hint = useAnswer(watches).data;
  useEffect(() => {
    void hint;
    ask();
  }, [ask, hint]);
  return { tests, failure, ask };
}

function DueMark({ at, every }: { at: string | null; every: number }) {
  const { t } = useTranslation();
  const now = useNow();
  if (at !== null && now - Date.parse(at) < every) return null;
  return <span className="tests-due">▲ {t('watch.tests.due')}</span>;
}

function SoundTest({
  stationId,
  last,
  onDone,
}: {
  stationId: string;
  last: Tests['sound'];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const form = useCommandForm('watch.test_sound');
  const [played, setPlayed] = useState<'not' | 'played' | 'blocked'>('not');
  const press = async () => setPlayed((await arm().catch(() => false)) ? 'played' : 'blocked');
  const record = async (heard: boolean) => {
    if (!(await form.submit({ stationId, heard }))) return;
    setPlayed('not');
    onDone();
  };
  return (
    <div className="tests-line">
      <span className="tests-line-name">{t('watch.tests.sound')}</span>
      <span className="tests-line-when">
        {last ? (
          <>
            <Moment at={last.at} withDay="always" />{' '}
            <span className="small muted">
              {t(last.heard ? 'watch.tests.heardBy' : 'watch.tests.unheardBy', {
                officer: last.officer.name,
              })}
            </span>
          </>
        ) : (
          <span className="muted">{t('watch.tests.never')}</span>
        )}{' '}
        <DueMark at={last?.heard ? last.at : null} every={soundEvery} />
      </span>
      {played === 'played' ? (
        <span className="row" role="status">
          {t('watch.tests.soundAsk')}
          <Button kind="primary" isDisabled={form.pending} onPress={() => void record(true)}>
            {t('watch.tests.soundYes')}
          </Button>
          <Button isDisabled={form.pending} onPress={() => void record(false)}>
            {t('watch.tests.soundNo')}
          </Button>
        </span>
      ) : (
        <Button onPress={() => void press()}>{t('watch.tests.soundPlay')}</Button>
      )}
      {played === 'blocked' ? <p role="alert">{t('watch.tests.soundBlocked')}</p> : null}
      <FormRefusal forms={[form]} />
    </div>
  );
}

export function RegularTests({ stationId }: { stationId: string }) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const { tests, failure, ask } = useTests(stationId);
  const known = useAnswer(deskLines).data ?? [];
  const [drilled, setDrilled] = useState<Line | null>(null);
  const lineOf = (lineId: string) => known.find(({ id }) => id === lineId);
  return (
    <section className="panel tests" aria-labelledby="tests-title">
      <header>
        <h2 id="tests-title">{t('watch.tests.title')}</h2>
        <p className="muted">{t('watch.tests.lead')}</p>
      </header>
      <NoAnswer failure={failure} onAgain={ask} />
      {tests ? (
        <div className="tests-lines">
          <SoundTest stationId={stationId} last={tests.sound} onDone={ask} />
          {tests.lines.map(({ lineId, incidentId, number, at }) => {
            const line = lineOf(lineId);
            return line ? (
              <div key={lineId} className="tests-line">
                <span className="tests-line-name">
                  <Named name={line.name} />
                </span>
                <span className="tests-line-when">
                  <span className="small muted">{t('watch.tests.lastDrill')}: </span>
                  {incidentId && at ? (
                    <a href={addressOf({ screen: 'incident', incidentId })}>
                      <LineClocks lineId={lineId}>
                        <Moment at={at} withDay="always" />
                      </LineClocks>{' '}
                      · {number}
                    </a>
                  ) : (
                    <span className="muted">{t('watch.tests.never')}</span>
                  )}{' '}
                  <DueMark at={at} every={drillEvery} />
                </span>
                {maySpeak(officer.role) ? (
                  <Button onPress={() => setDrilled(line)}>{t('watch.tests.drill')}</Button>
                ) : null}
              </div>
            ) : null;
          })}
        </div>
      ) : null}
      {drilled ? <Drill line={drilled} stationId={stationId} onClose={() => setDrilled(null)} /> : null}
    </section>
  );
}
