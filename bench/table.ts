// The one table that a run prints, and that `docs/bench.md` keeps.

/** One line: what was measured, here and beside it, and how they compare. */
export interface Row {
  bench: string;
  what: string;
  parley: string;
  beside: string;
  ratio: string;
  target: string;
}

const heads: Row = {
  bench: 'bench',
  what: 'what',
  parley: 'Parley',
  beside: 'beside',
  ratio: 'ratio',
  target: 'target',
};
const columns = ['bench', 'what', 'parley', 'beside', 'ratio', 'target'] as const;

/** A table in Markdown that is also read with ease in a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const all = [heads, ...rows];
  const widths = new Map(
    columns.map((column) => [column, Math.max(...all.map((row) => row[column].length))]),
  );
  const line = (cell: (column: keyof Row) => string) =>
    `| ${columns.map((column) => cell(column).padEnd(widths.get(column) ?? 0)).join(' | ')} |`;
  const rule = line((column) => '-'.repeat(widths.get(column) ?? 0));
  const [first, ...others] = all.map((row) => line((column) => row[column]));
  return [first, rule, ...others].join('\n');
}
