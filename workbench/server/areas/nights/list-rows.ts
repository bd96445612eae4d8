import type { z } from 'zod';
import { Masker, maskCell } from '../../../../explanation/masker.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { readNightSummary } from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { refusedRow } from '../../../contract/nights.ts';
import type { Desk } from '../../desk.ts';
import { statedTotals } from './files-by-source.ts';

/** More rows than a person looks at; the return list of the sender has them all. */
const MOST_ROWS = 500;

interface Which {
  source?: string | undefined;
  file_no?: number | undefined;
}

const OF_WHICH = `
    inner join file using (file_no)
    where ($source is null or list_contains(string_split(coalesce(file.source, ''), '+'), $source))
        and ($file_no is null or file_no = $file_no)`;

const valuesOf = ({ source, file_no }: Which) => ({ source: source ?? null, file_no: file_no ?? null });

/** Refused rows with what stood in them, everybody masked. */
export function refusedRows(desk: Desk, which: Which) {
  return desk.reader.use(async (build) => ({
    total: await countRows(build, 'refused', which),
    rows: (
      await build.rows<{
        file: string;
        sheet: string;
        row_no: number;
        code: string;
        zh: string;
        en: string;
        cells: string;
      }>(
        `select refused.file, refused.sheet, row_no, code, refused.zh, refused.en, cells
         from refused ${OF_WHICH}
         order by file_no, refused.sheet, row_no
         limit ${MOST_ROWS}`,
        valuesOf(which),
      )
    ).map(({ file, sheet, row_no, code, zh, en, cells }): z.input<typeof refusedRow> => {
      const masker = new Masker(false);
      const told = Object.entries(JSON.parse(cells) as Record<string, string | null>);
      const masked = told.map(([header, value]) => ({
        header,
        value: value === null ? '' : maskCell(header, value, masker),
      }));
      const reason = { zh: masker.text(zh), en: masker.text(en) };
      return masker.all({ file, sheet, row: row_no, code, reason, cells: masked });
    }),
  }));
}

/** Totals, signatures and notes that no row of people was lost in. */
export function ignoredRows(desk: Desk, which: Which) {
  return desk.reader.use(async (build) => ({
    total: await countRows(build, 'ignored', which),
    rows: (
      await build.rows<{ file: string; sheet: string; row: number; kind: string; text: string }>(
        `select ignored.file, ignored.sheet, row_no as row, kind, text
         from ignored ${OF_WHICH}
         order by file_no, ignored.sheet, row_no
         limit ${MOST_ROWS}`,
        valuesOf(which),
      )
    ).map((row) => ({ ...row, text: new Masker(false).text(row.text) })),
  }));
}

async function countRows(build: PublishedBuild, table: 'refused' | 'ignored', which: Which): Promise<number> {
  const row = await build.first<{ n: number }>(
    `select count(*) as n from ${table} ${OF_WHICH}`,
    valuesOf(which),
  );
  return row?.n ?? 0;
}

export function statedTotalsOf(desk: Desk, source: string) {
  const run = currentBuild(desk.workspace.builds);
  const night = run === null ? null : readNightSummary(desk.workspace.reports, run);
  const totals = (night?.files ?? []).filter((file) => file.source === source).flatMap(statedTotals);
  return { totals };
}
