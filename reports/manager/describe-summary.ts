import type { SectionCell } from './section.ts';
import { isUnfinished, type Summary } from './summary.ts';

/** The summary for programs: every table as objects by the names of its columns, money in fen. */
export function describeSummary(summary: Summary) {
  const { office, title, period, build, data_as_of, paragraphs, sections, identities } = summary;
  return {
    office,
    title,
    ...period,
    build,
    data_as_of,
    is_complete: !isUnfinished(summary),
    published: true,
    narrative: Object.fromEntries(paragraphs.map(({ heading, text }) => [heading, text])),
    tables: Object.fromEntries(
      sections.map(({ id, rows, columns }) => [id, rows.map((row) => named(columns, row))]),
    ),
    totals: Object.fromEntries(
      sections.flatMap(({ id, total, columns }) => (total === null ? [] : [[id, named(columns, total)]])),
    ),
    identities: identities.map(({ name, compared }) => ({ name, holds: true, compared })),
  };
}

function named(
  columns: readonly { name: string }[],
  row: readonly SectionCell[],
): Record<string, SectionCell> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]));
}
