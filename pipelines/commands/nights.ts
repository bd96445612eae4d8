import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import { maskNameIn } from '../../explanation/masker.ts';
import { writeDifference } from '../../reports/nights/difference-workbook.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { type Difference, diffNights, type NightsDifference } from '../nights/diff-nights.ts';
import { keptNights, twoNights } from '../nights/two-nights.ts';
import { openProgress } from '../progress.ts';

interface DiffOptions {
  rule?: string;
  out?: string;
  as?: string;
}

export function register(program: Command): void {
  const verbs = program
    .command('nights')
    .description('各夜结果: which nights are kept, and what two of them say differently of people, and why');
  verbs
    .command('list', { isDefault: true })
    .description('the published nights that are kept')
    .action(async (_options: object, command: Command) => {
      const global = globalOptions(command);
      const nights = await keptNights(workspaceAt(global.home).builds);
      const list = nights.map(({ run, as_of, record: { totals } }) => ({
        run,
        as_of,
        amount_fen: totals.amount_fen,
      }));
      printResult(
        global,
        { nights: list },
        list.map(
          ({ run, as_of, amount_fen }) => `${run}  ${as_of}  可追 claimable ${formatYuan(amount_fen)} 元`,
        ),
      );
    });
  verbs
    .command('diff [earlier] [later]')
    .description(
      'what came, went or changed between two nights (numbers or days; the last two by default), with reasons',
    )
    .option('--rule <rule>', 'of this rule alone')
    .option('--out <file>', 'a workbook of it, names and numbers in full')
    .option('--as <user>', 'who takes the workbook (needed as soon as the office has users)')
    .action(
      async (
        earlier: string | undefined,
        later: string | undefined,
        options: DiffOptions,
        command: Command,
      ) => {
        const global = globalOptions(command);
        const { builds } = workspaceAt(global.home);
        const progress = openProgress({ isQuiet: global.json });
        const nights = twoNights(await keptNights(builds), earlier, later);
        const found = await diffNights(nights, options.rule ?? null, (text) => progress.note(text));
        const { out } = options;
        letOutOfHome(command, options.as, {
          kind: out === undefined ? 'ListRead' : 'DataExported',
          subject: 'nights-diff',
          detail: { earlier: nights.earlier.run, later: nights.later.run, rows: found.findings.length },
        });
        if (out !== undefined) {
          mkdirSync(dirname(resolve(out)), { recursive: true });
          await writeDifference(resolve(out), found.findings);
        }
        const shown = { ...found, findings: found.findings.map(masked) };
        printResult(global, { ...shown, out: out ?? null }, [
          ...describe(shown),
          ...(out === undefined ? [] : [`${found.findings.length} 条 rows: ${resolve(out)}`]),
        ]);
      },
    );
}

/** As it may be read over somebody's shoulder: the workbook alone has names and numbers in full. */
function masked({ resident_id: _number, ...one }: Difference) {
  return { ...one, name: maskName(one.name), reason: maskNameIn(one.reason, one.name) };
}

const SIGNS = { come: '+', gone: '−', changed: '~' } as const;

function describe({
  earlier,
  later,
  rules,
  findings,
}: Omit<NightsDifference, 'findings'> & { findings: readonly ReturnType<typeof masked>[] }): string[] {
  const money = (fen: number | null): string => (fen === null ? '—' : formatYuan(fen));
  return [
    `${earlier.as_of} (${earlier.run}) → ${later.as_of} (${later.run})`,
    ...(findings.length === 0 ? ['两夜所说相同。 Both nights say the same.'] : []),
    ...rules.map(
      ({ rule_id, come, gone, changed }) =>
        `  ${rule_id}  新增 came ${come}，不再有 gone ${gone}，有变化 changed ${changed}`,
    ),
    ...findings.flatMap(({ kind, finding_id, case_id, name, township, title, was_fen, is_fen, causes }) => [
      `${SIGNS[kind]} ${finding_id} ${case_id ?? ''} ${name} ${township ?? ''} ${title} ${money(was_fen)} → ${money(is_fen)} 元`,
      ...causes.map(({ zh, en }) => `    因为 because: ${zh} / ${en}`),
    ]),
  ];
}
