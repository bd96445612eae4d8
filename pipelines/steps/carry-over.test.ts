import { expect, test } from 'vitest';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { BY_ROW } from './carry-over.ts';
import { queriesOf } from './source-queries.ts';

test('a table is taken over row by row only where each of its rows follows from one row of one source', () => {
  const sources = loadSources().map(({ source }) => source);
  for (const { source, table } of BY_ROW) {
    const feeding = sources.filter((name) => queriesOf(name).some((query) => query.table === table));
    expect(feeding, table).toEqual([source]);
    const sql = queriesOf(source).find((query) => query.table === table)?.sql ?? '';
    const bare = sql.replace(/--.*$/gm, '');
    expect(bare).not.toMatch(
      /\b(group by|distinct|over|join|exists|union|limit|order by|sum|max|min|count)\b/,
    );
    expect(bare.match(/\bfrom staged\w*\.\w+/g)).toHaveLength(1);
  }
});
