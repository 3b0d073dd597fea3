/** Search and history: every case within reach, and every word said in it, narrowed down as far as the reader wants. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Empty, Loading, NoAnswer } from '../../parts/states.tsx';
import { useCheck } from '../../state/check.ts';
import { problemAt } from '../../state/problem.ts';
import { useZone } from '../../state/reader.ts';
import { addressOf } from '../../state/route.ts';
import { FoundGroup } from './found-group.tsx';
import { SearchFields } from './search-fields.tsx';
import { addressOfQuery, noQuery, type Query, queryOf, searchInputOf } from './search-query.ts';
import { useSearch } from './use-search.ts';
import './search.css';

/** The fields, kept in the address: it can be sent to a colleague, and "back" finds the list again. */
function useQuery(address: string): [Query, (query: Query) => void] {
  const [query, setQuery] = useState(() => queryOf(address));
  const written = useRef(address);
  useEffect(() => {
    if (address === written.current) return;
    written.current = address;
    setQuery(queryOf(address));
  }, [address]);
  const put = (next: Query) => {
    setQuery(next);
    written.current = addressOfQuery(next);
    window.history.replaceState(null, '', addressOf({ screen: 'search', query: written.current }));
  };
  return [query, put];
}

export function SearchScreen({ query: address }: { query: string }) {
  const { t } = useTranslation();
  const zone = useZone();
  const check = useCheck();
  const [query, setQuery] = useQuery(address);
  const input = searchInputOf(query, zone);
  const problems = check('record.search', input);
  const { found, failure, asking, more, showAll, retry } = useSearch(problems.length > 0 ? null : input);
  const groups = found?.groups ?? [];
  return (
    <main className="page search-page">
      <header>
        <h1>{t('nav.search')}</h1>
        <p className="muted">{t('search.lead')}</p>
      </header>
      <SearchFields query={query} onChange={setQuery} problem={(path) => problemAt(problems, path)} />
      <p className="search-state small muted" role="status">
        {asking ? t('search.asking') : found ? t('search.found', { count: groups.length }) : ''}
        {found?.nextCursor ? ` ${t('search.andMore')}` : ''}
        {found && !found.complete ? ` ${t('search.incomplete')}` : ''}
      </p>
      <NoAnswer failure={failure} onAgain={retry} />
      {!found && asking ? <Loading /> : null}
      {found && groups.length === 0 && !asking ? (
        <Empty title={t('search.none')}>
          <p>{t('search.noneWhy')}</p>
          <p>
            <Button onPress={() => setQuery(noQuery)}>{t('search.clear')}</Button>
          </p>
        </Empty>
      ) : null}
      <ul className={asking ? 'founds founds-before' : 'founds'}>
        {groups.map((group) => (
          <FoundGroup key={group.incident?.id ?? `line ${group.lineId}`} group={group} onShowAll={showAll} />
        ))}
      </ul>
      {found?.nextCursor ? (
        <div className="row">
          <Button isDisabled={asking} onPress={() => void more()}>
            {t('incidents.more')}
          </Button>
        </div>
      ) : null}
    </main>
  );
}
