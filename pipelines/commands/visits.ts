import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { placesWithin } from '../../casework/exits/places.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { reportVisit } from '../../casework/visits/report-visit.ts';
import { EXIT } from '../../core/errors.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { rowsOfSheet } from '../../reading/sheet-rows.ts';
import { writeVisitList } from '../../reports/feedback/visit-list.ts';
import { readVisitReturn, type VisitReturn } from '../../reports/feedback/visit-return.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';

export function register(program: Command): void {
  const verbs = program
    .command('visits')
    .description('入户核查: people whose certification is overdue, by township and village');
  verbs
    .command('list', { isDefault: true })
    .description('a workbook to print and fill in, a sheet per township')
    .option('--township <name>', 'only this one')
    .option(
      '--as <user>',
      'who takes it (needed as soon as the office has users); it holds what they may see',
    )
    .option('--out <file>', 'where (default: below documents/ of the workspace)')
    .action((typed: { township?: string; out?: string; as?: string }, command: Command) =>
      list(typed, command),
    );
  verbs
    .command('read <file>')
    .description('read a list that came back: each report becomes a note of its case, once')
    .requiredOption('--as <user>', 'who enters it')
    .action((file: string, typed: { as: string }, command: Command) => readBack(file, typed.as, command));
}

async function list(
  typed: { township?: string; out?: string; as?: string },
  command: Command,
): Promise<void> {
  const options = globalOptions(command);
  const workspace = workspaceAt(options.home);
  const { build, warehouse } = await openPublished(workspace.builds);
  try {
    const out = resolve(
      typed.out ?? join(workspace.documents, `入户核查表-${typed.township ?? '全部'}.xlsx`),
    );
    const places = placesOf(options.home, typed);
    const detail = { township: places?.join('、') ?? null };
    letOutOfHome(command, typed.as, { kind: 'DataExported', subject: 'visit-list', detail });
    mkdirSync(dirname(out), { recursive: true });
    const { people, townships } = await writeVisitList(warehouse, out, places);
    printResult(options, { run: build, people, townships, out }, [
      `逾期未认证 ${people} 人，${townships} 个乡镇。/ ${people} people in ${townships} townships: ${out}`,
    ]);
  } finally {
    warehouse.close();
  }
}

/** The places whose people stand in the list: those asked for, as far as whoever takes it may see them; null for all. */
function placesOf(
  home: string,
  { township, as }: { township?: string; as?: string },
): readonly string[] | null {
  const wished = township === undefined ? null : [township];
  if (as === undefined) return wished;
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  return placesWithin(actingUser(ledger, office, as), wished);
}

async function readBack(path: string, as: string, command: Command): Promise<void> {
  const options = globalOptions(command);
  const read = await readSheets(resolve(path));
  const cases = await casesOf(options.home);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, as);
  const entered: { case_id: string; repeated: boolean }[] = [];
  const refused: { row: number; zh: string; en: string }[] = [...read.mistakes];
  for (const report of read.reports) {
    const caseId = cases.get(report.finding_id);
    if (caseId === undefined) {
      refused.push({
        row: report.row,
        zh: '疑点编号不在最近一次核对结果里',
        en: 'the finding is not in the last published build',
      });
      continue;
    }
    const { finding_id: _finding, row: _row, is_alive, ...visit } = report;
    const outcome = reportVisit(
      ledger,
      office,
      {
        key: `visit ${sha256Hex(stableJson(report)).slice(0, 32)}`,
        user: user.user_id,
        via: commandLineDoor(),
        case_id: caseId,
      },
      { ...visit, found: is_alive ? 'alive' : 'dead' },
    );
    if (outcome.ok) entered.push({ case_id: caseId, repeated: outcome.is_repeated });
    else refused.push({ row: report.row, zh: outcome.refusal.zh, en: outcome.refusal.en });
  }
  const fresh = entered.filter(({ repeated }) => !repeated).length;
  const found = {
    alive: read.reports.filter(({ is_alive }) => is_alive).length,
    dead: read.reports.filter(({ is_alive }) => !is_alive).length,
  };
  printResult(
    options,
    { entered: fresh, repeated: entered.length - fresh, ...found, open: read.open, refused },
    [
      ...refused.map(({ row, zh, en }) => `第 ${row} 行 row ${row}: ${zh} / ${en}`),
      `记入 ${fresh} 条（先前已记 ${entered.length - fresh} 条）：健在 ${found.alive}，已死亡 ${found.dead}；未填 ${read.open.length} 行。`,
      `${fresh} entered, ${read.open.length} still open, ${refused.length} refused.`,
    ],
  );
  if (refused.length > 0) process.exitCode = EXIT.refused;
}

async function readSheets(path: string): Promise<VisitReturn> {
  const all: VisitReturn = { reports: [], open: [], mistakes: [] };
  for (const sheet of (await openRawFile(path)).sheets.filter(({ isHidden }) => !isHidden)) {
    const rows = await rowsOfSheet(sheet);
    if (rows.length === 0) continue;
    const read = readVisitReturn(rows);
    all.reports.push(...read.reports);
    all.open.push(...read.open);
    all.mistakes.push(...read.mistakes);
  }
  return all;
}

async function casesOf(home: string): Promise<Map<string, string>> {
  const { warehouse } = await openPublished(workspaceAt(home).builds);
  try {
    const rows = await warehouse.rows<{ finding_id: string; case_id: string }>(
      'select finding_id, case_id from result.finding where case_id is not null',
    );
    return new Map(rows.map(({ finding_id, case_id }) => [finding_id, case_id]));
  } finally {
    warehouse.close();
  }
}
