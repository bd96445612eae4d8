import { basename } from 'node:path';
import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { type CountyTotals, totalsByCounty } from '../../casework/province/county-totals.ts';
import { listHandedDown } from '../../casework/province/handed-down.ts';
import { batchAnswered, TAKEN_BEFORE, takeAnswers } from '../../casework/province/take-answers.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import type { ReadAnswers } from '../../reports/province/read-answers.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { type GlobalOptions, globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';
import type { CountyResult } from '../province/county-rules.ts';
import type { HandedDown } from '../province/hand-down-leads.ts';
import type { ProvinceResult } from '../province/run-province.ts';

interface Typed {
  from: string[];
  engine: string;
  replyDueOn?: string;
  as?: string;
}

export function register(program: Command): void {
  const verbs = program
    .command('province')
    .description('全省: the rules over what the counties published, and what no county can see alone');
  verbs
    .command('run')
    .description(
      'ask every rule of every publication, and over all counties together; names nobody by itself',
    )
    .requiredOption('--from <dir...>', 'the folders of the counties’ publications')
    .option(
      '--engine <name>',
      'where the rules are asked: duckdb, or postgres or spark as `engines` of hedui.yaml names it',
      'duckdb',
    )
    .option(
      '--reply-due-on <date>',
      'hand what was found down, one numbered table per county, to be answered by then',
    )
    .option('--as <user>', 'with --reply-due-on: a supervisor')
    .action((typed: Typed, command: Command) => run(typed, command));
  verbs
    .command('answers <file...>')
    .description('take in the tables that came back from the counties')
    .requiredOption('--as <user>', 'a supervisor')
    .action((files: string[], typed: { as: string }, command: Command) => answers(files, typed.as, command));
  verbs
    .command('totals')
    .description('by county: handed down, answered, borne out, recovered')
    .action((_typed: unknown, command: Command) => totals(globalOptions(command)));
}

async function run({ from, engine, replyDueOn, as }: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  if ((replyDueOn === undefined) !== (as === undefined)) {
    throw new Refusal(
      'hand-down-by-whom',
      '下发要同时写明反馈期限（--reply-due-on）和由谁下发（--as）；都不写则只查找、不下发。',
      'Handing down takes both a term (--reply-due-on) and by whom (--as); with neither it only looks.',
      EXIT.usage,
    );
  }
  const { runProvince } = await import('../province/run-province.ts');
  const result = await runProvince({
    ...{ settings: workspaceAt(options.home).settings, from, engine, needsAll: replyDueOn !== undefined },
    tell: ({ name }) => process.stderr.write(`${name}\n`),
  });
  const handed = replyDueOn === undefined ? null : await handDown(result, replyDueOn, as ?? '', command);
  const { counties, leads, not_compared, left_out } = result;
  const claimed_fen = counties.reduce((sum, county) => sum + county.claimed_fen, 0);
  const over_counties = [...Map.groupBy(leads, ({ suspicion }) => suspicion)].map(([suspicion, some]) => ({
    suspicion,
    leads: some.length,
    amount_fen: some.reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0),
  }));
  printResult(
    options,
    {
      ...{ as_of: result.as_of, counties, claimed_fen, over_counties, not_compared, handed_down: handed },
      left_out: left_out.map(({ folder, refusal: { code, zh, en } }) => ({ folder, code, zh, en })),
    },
    [
      ...left_out.map(({ folder, refusal }) => `没有读入 not read ${folder}: ${refusal.message}`),
      ...counties.map(lineOf),
      `合计 total: ${counties.length} 个县 counties，可追 claimed ${formatYuan(claimed_fen)} 元`,
      ...over_counties.map(
        (one) => `跨县 over counties ${one.suspicion}: ${one.leads} 条，${formatYuan(one.amount_fen)} 元`,
      ),
      `未跨县比对 not compared: 无有效号码 without a valid number ${not_compared.unnumbered} 人；同号不同名 one number, other names ${not_compared.names_differ} 个；把握不足 not certain ${not_compared.uncertain} 条`,
      ...(handed?.batches ?? []).map(
        ({ batch_id, county, items, again, path }) =>
          `已下发 handed down ${batch_id} ${county}: ${items} 条（再次核查 asked again ${again}）\n  ${path}`,
      ),
      ...(handed === null ? [] : [`县里在办或已答复、未再下发 not asked again: ${handed.not_asked} 条`]),
    ],
  );
  if (left_out.length > 0) process.exitCode = EXIT.refused;
}

async function handDown(
  result: ProvinceResult,
  reply_due_on: string,
  as: string,
  command: Command,
): Promise<HandedDown> {
  const { handDownLeads } = await import('../province/hand-down-leads.ts');
  const office = openOffice(globalOptions(command).home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, as);
  const by = {
    ...{ user, via: commandLineDoor() },
    letOut: (leaving: Parameters<typeof letOutBy>[3]) =>
      letOutBy(command, { ledger, office }, user.user_id, leaving),
  };
  return await handDownLeads(ledger, office, by, { result, reply_due_on });
}

async function answers(files: readonly string[], as: string, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, as);
  const { answersIn, readReturnedTable } = await import('../../reports/province/read-answers.ts');
  const [tables, refused] = [[] as Told[], [] as { file: string; refusal: Refusal }[]];
  for (const path of files) {
    try {
      const table = await readReturnedTable(path);
      const batch = batchAnswered(ledger, table);
      const { taken, ...read } = answersIn(table, batch);
      takeAnswers(ledger, office, { user, via: commandLineDoor() }, taken);
      tables.push({ batch_id: batch.batch_id, county: batch.county.name, file: taken.file, ...read });
    } catch (error) {
      // of one table alone its refusal is the answer
      if (!(error instanceof Refusal) || files.length === 1) throw error;
      refused.push({ file: basename(path), refusal: error });
    }
  }
  printResult(
    options,
    { tables, refused: refused.map(({ file, refusal: { code, zh, en } }) => ({ file, code, zh, en })) },
    [...tables.flatMap(linesOf), ...refused.map(({ file, refusal }) => `${file}: ${refusal.message}`)],
  );
  if (refused.some(({ refusal }) => refusal.code !== TAKEN_BEFORE)) process.exitCode = EXIT.refused;
  if (tables.some(({ returned, strange }) => returned.length + strange.length > 0))
    process.exitCode = EXIT.checkFailed;
}

type Told = Omit<ReadAnswers, 'taken'> & { batch_id: string; county: string; file: string };

function linesOf({ batch_id, county, answered, open, missing, returned, strange }: Told): string[] {
  return [
    `${batch_id} ${county}: 已答复 answered ${answered}，未答复 open ${open}，退回 returned ${returned.length}`,
    ...returned.flatMap(({ item_number, mistakes }) =>
      mistakes.map(({ zh, en }) => `  序号 ${item_number}: ${zh} / ${en}`),
    ),
    ...(missing.length === 0 ? [] : [`  表里没有的序号 items without a row: ${missing.join('、')}`]),
    ...(strange.length === 0
      ? []
      : [`  不是本批次的行 rows of no item of this batch: ${strange.join('、')}`]),
  ];
}

function totals(options: GlobalOptions): void {
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'read');
  const { counties, total } = totalsByCounty(listHandedDown(ledger), businessDay(office.now()));
  printResult(options, { counties, total }, [
    ...counties.map((one) => totalLine(one.name, one)),
    totalLine('合计 total', total),
  ]);
}

function totalLine(name: string, one: Omit<CountyTotals, 'code' | 'name'>): string {
  return `${name}: 下发 issued ${one.issued} = 已答复 answered ${one.answered} + 退回 returned ${one.returned} + 未答复 open ${one.open}（逾期 overdue ${one.overdue}）；属实 supported ${one.supported}，不属实 unfounded ${one.unfounded}，无法核实 unverifiable ${one.unverifiable}；疑似 ${formatYuan(one.suspected_fen)}，核定 ${formatYuan(one.found_fen)}，追回 recovered ${formatYuan(one.recovered_fen)} 元`;
}

function lineOf({ name, as_of, findings, claimed_fen, rules }: CountyResult): string {
  const compared = rules.filter(({ stated }) => stated !== null).length;
  return `${name}（截至 ${as_of}）: ${findings} 条疑点，可追 ${formatYuan(claimed_fen)} 元；${compared} 条规则与县里一致 rules agree with the county’s night`;
}
