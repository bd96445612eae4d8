import type { z } from 'zod';
import {
  listOfficeColumns,
  mappingsOf,
  type OfficeColumns,
} from '../../../../casework/columns/office-columns.ts';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import { maskText } from '../../../../core/mask.ts';
import { normaliseHeader } from '../../../../reading/recognition/header-text.ts';
import { LEFT_OUT, MAPPING_FILE } from '../../../../reading/recognition/mapping.ts';
import { loadSources } from '../../../../reading/sources/load-sources.ts';
import { readNightSummary } from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { columns, OpenSheet, TaughtLayout } from '../../../contract/columns.ts';
import type { Desk } from '../../desk.ts';

/** Sheets of the last night with columns that nobody has explained: first those that wait as a whole. */
export function openSheets(desk: Desk): OpenSheet[] {
  const run = currentBuild(desk.workspace.builds);
  const files = (run === null ? null : readNightSummary(desk.workspace.reports, run))?.files ?? [];
  const office = listOfficeColumns(desk.ledger);
  const known = new Set(office.flatMap(({ columns: said }) => Object.keys(said).map(normaliseHeader)));
  const sheets = files.flatMap(({ file, hash, asked_columns, unread_columns }): OpenSheet[] => {
    if (hash === null) return [];
    const waiting = asked_columns.map(({ sheet, headers }) => ({
      ...{ file, hash, sheet, headers: headers.map(maskText), is_waiting: true },
      is_taught: office.some((one) => isOf(one, headers)),
    }));
    const unread = [...Map.groupBy(unread_columns, ({ sheet }) => sheet)].map(([sheet, own]) => ({
      ...{ file, hash, sheet, headers: own.map(({ header }) => maskText(header)), is_waiting: false },
      is_taught: own.every(({ header }) => known.has(normaliseHeader(header))),
    }));
    return [...waiting, ...unread];
  });
  return sheets.toSorted((one, other) => Number(other.is_waiting) - Number(one.is_waiting));
}

const isOf = (taught: OfficeColumns, headers: readonly string[]): boolean => {
  const there = new Set(headers.map(normaliseHeader));
  return taught.headers.every((header) => there.has(normaliseHeader(header)));
};

export function listColumns(desk: Desk): z.input<(typeof columns.list)['answer']> {
  const sources = new Map(loadSources().map((source) => [source.source, source]));
  const tell = (
    source: string,
    headers: readonly string[],
    said: Readonly<Record<string, string>>,
  ): Pick<TaughtLayout, 'title' | 'english' | 'headers' | 'columns'> => {
    const known = sources.get(source);
    return {
      ...{ title: known?.title ?? source, english: known?.english ?? source, headers: [...headers] },
      columns: Object.entries(said).map(([header, field]) => ({
        header,
        means: field === LEFT_OUT ? null : (known?.fields[field]?.headers[0] ?? field),
      })),
    };
  };
  const taught = listOfficeColumns(desk.ledger)
    .toSorted((one, other) => (one.taught_at < other.taught_at ? 1 : -1))
    .map((one) => ({
      ...tell(one.source, one.headers, one.columns),
      key: one.key,
      taught_by: nameOfUser(desk.ledger, one.taught_by),
      ...{ taught_at: one.taught_at, reason: maskText(one.reason) },
    }));
  const byHand = mappingsOf(desk)
    .filter(({ by }) => by === MAPPING_FILE)
    .map(({ source, match, columns: said }, place) => ({
      ...tell(source, 'headers' in match ? match.headers : [match.file], said),
      ...{ key: `hand-${place}`, taught_by: null, taught_at: null, reason: '' },
    }));
  return { open: openSheets(desk), taught: [...taught, ...byHand] };
}
