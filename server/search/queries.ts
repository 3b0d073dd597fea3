// Searching the record, as a query.
import { defineQuery, type Query } from '../platform/command.ts';
import { searchRecord } from './search-store.ts';

export const searchQueries: readonly Query[] = [
  defineQuery('record.search', (trx, input, actor) => searchRecord(trx, input, actor)),
];
