/** What the last watch, or this one, went through: real cases in one column, exercises in another, never added up. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyCounts, DutySummary } from '../../../../shared/nouns/duty.ts';
import type { Watch } from '../../../../shared/nouns/watch.ts';
import { Button } from '../../parts/button.tsx';
import { Select } from '../../parts/field.tsx';
import { Named } from '../../parts/named.tsx';
import { Segments } from '../../parts/segments.tsx';
import { Loading, NoAnswer } from '../../parts/states.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Failure, failureOf } from '../../state/failure.ts';
import { runningTime } from '../../state/format.ts';
import { send } from '../../state/hotline.ts';
import { useNames } from '../../state/names.ts';
import './duty-summary.css';

type Which = 'last' | 'present';

const rows = [
  'alertsReceived',
  'answered',
  'answerMedianMs',
  'answerLongestMs',
  'escalations',
  'exhausted',
  'alertsRaised',
  'incidentsOpened',
  'incidentsClosed',
  'messagesSent',
  'messagesReceived',
  'silences',
] as const satisfies readonly (keyof DutyCounts)[];

const below = new Set<string>(['answered', 'answerMedianMs', 'answerLongestMs']);

function shown(row: (typeof rows)[number], counts: DutyCounts): string {
  const value = counts[row];
  if (value === null) return '–';
  return row.endsWith('Ms') ? runningTime(value) : String(value);
}

function useSummary(stationId: string, which: Which, since: string | null) {
  const [answer, setAnswer] = useState<{ summary: DutySummary | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    void tries;
    // The watch has changed hands: there is another last one.
    void since;
    setFailure(null);
    send('watch.summary', { stationId, which }).then(
      (found) => current && setAnswer(found),
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
      setAnswer(null);
    };
  }, [stationId, which, since, tries]);
  return { answer, failure, retry: () => setTries(tries + 1) };
}

/** In which times nobody would have heard an alarm here: known to our own side alone. */
function WithoutSound({ of: { totalMs, count, periods } }: { of: DutySummary['withoutSound'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('watch.summary.withoutSound')}</h3>
      {count === 0 ? (
        <p className="muted">{t('watch.summary.alwaysHeard')}</p>
      ) : (
        <p className="duty-silent">
          ▲ {t('watch.summary.withoutSoundTotal', { time: runningTime(totalMs) })}
        </p>
      )}
      <ul>
        {periods.map(({ from, until, sound }) => (
          <li key={from}>
            <Moment at={from} withDay="always" /> {t('watch.summary.until')}{' '}
            {until ? <Moment at={until} withDay="always" /> : t('watch.summary.now')} ·{' '}
            {t(`watch.summary.sound_${sound}`)}
          </li>
        ))}
        {count > periods.length ? (
          <li className="muted">{t('watch.summary.morePeriods', { count: count - periods.length })}</li>
        ) : null}
      </ul>
    </>
  );
}

function SummaryTable({ summary }: { summary: DutySummary }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <strong>{summary.officer.name}</strong> · <Moment at={summary.from} withDay="always" />{' '}
        {t('watch.summary.until')}{' '}
        {summary.until ? <Moment at={summary.until} withDay="always" /> : t('watch.summary.now')}
      </p>
      <table className="duty-table">
        <thead>
          <tr>
            <th scope="col">{t('watch.summary.what')}</th>
            <th scope="col">{t('watch.summary.real')}</th>
            <th scope="col" className="duty-exercise">
              {t('watch.summary.exercise')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row} className={below.has(row) ? 'duty-below' : undefined}>
              <th scope="row">{t(`watch.summary.${row}`)}</th>
              <td>{shown(row, summary.real)}</td>
              <td className="duty-exercise">{shown(row, summary.exercise)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <WithoutSound of={summary.withoutSound} />
      <h3>{t('watch.summary.soundTests')}</h3>
      {summary.soundTests.length === 0 ? <p className="muted">{t('watch.summary.noSoundTest')}</p> : null}
      <ul>
        {summary.soundTests.map(({ at, officer, heard }) => (
          <li key={at}>
            <Moment at={at} withDay="always" />{' '}
            {t(heard ? 'watch.tests.heardBy' : 'watch.tests.unheardBy', { officer: officer.name })}
          </li>
        ))}
      </ul>
    </>
  );
}

export function DutySummaryView({ watches, first }: { watches: readonly Watch[]; first: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const [stationId, setStationId] = useState(first);
  const [which, setWhich] = useState<Which>('last');
  const watch = watches.find((one) => one.stationId === stationId);
  const { answer, failure, retry } = useSummary(stationId, which, watch?.since ?? null);
  return (
    <section className="panel duty" aria-labelledby="duty-title">
      <header className="row spread">
        <h2 id="duty-title">
          {t('watch.summary.title')}
          {watch ? (
            <span className="duty-station">
              {' '}
              · <Named name={watch.stationName} />
            </span>
          ) : null}
        </h2>
        <div className="row duty-choices">
          {watches.length > 1 ? (
            <Select
              label={t('admin.station')}
              value={stationId}
              onChange={setStationId}
              choices={watches.map((one) => ({ value: one.stationId, label: names.of(one.stationName) }))}
            />
          ) : null}
          <Segments
            labelHidden
            label={t('watch.summary.title')}
            value={which}
            onChange={setWhich}
            choices={[
              { value: 'last', label: t('watch.summary.last') },
              { value: 'present', label: t('watch.summary.present') },
            ]}
          />
          <Button isDisabled={!answer?.summary} onPress={() => window.print()}>
            {t('watch.summary.print')}
          </Button>
        </div>
      </header>
      <NoAnswer failure={failure} onAgain={retry} />
      {answer?.summary ? <SummaryTable summary={answer.summary} /> : null}
      {answer && !answer.summary ? (
        <p className="muted">{t(which === 'last' ? 'watch.summary.none' : 'watch.summary.nobody')}</p>
      ) : null}
      {!answer && !failure ? <Loading /> : null}
    </section>
  );
}
