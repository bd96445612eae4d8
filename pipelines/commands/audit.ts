import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { rebuildCasebook } from '../../casework/casebook/rebuild.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listAuditRecords } from '../../casework/reads/audit-records.ts';
import { checkCasebook } from '../../casework/reads/check-casebook.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { exportHead, verifyChain } from '../../storage/ledger/verify-chain.ts';
import { globalOptions, printResult } from '../command.ts';

const chainHead = z.object({
  ledger_id: z.string(),
  seq: z.int().min(0),
  hash: z.string(),
  at: z.string().nullable(),
});

export function register(program: Command): void {
  const verbs = program.command('audit').description('the audit chain: check it, keep its head, read it');
  verbs
    .command('verify')
    .description('look for a changed, removed, inserted or reordered record, and for totals that do not tie')
    .option('--against <file>', 'a head kept from earlier; shows a journal cut off at its end')
    .action((typed: { against?: string }, command: Command) => verify(typed.against, command));
  verbs
    .command('head')
    .description('the present end of the chain, to be kept outside this machine')
    .option('--out <file>', 'where to write it')
    .action((typed: { out?: string }, command: Command) => {
      const options = globalOptions(command);
      using ledger = openOfficeLedger(openOffice(options.home), 'read');
      const head = exportHead(ledger);
      if (typed.out !== undefined) writeFileSync(typed.out, `${JSON.stringify(head, null, 2)}\n`);
      printResult(options, head, [`${head.seq} ${head.hash}`]);
    });
  verbs
    .command('rebuild')
    .description('make the casebook and the queue again from the events, where verify or doctor names cases')
    .action((_typed: object, command: Command) => rebuild(command));
  verbs
    .command('log')
    .description('who did or saw what, for auditors')
    .requiredOption('--as <user>', 'the auditor')
    .option('--subject <id>', 'only this case, user, batch or list')
    .option('--limit <n>', 'the last so many', '100')
    .action((typed: { as: string; subject?: string; limit: string }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'existing');
      const auditor = actingUser(ledger, office, typed.as);
      const records = listAuditRecords(ledger, office, auditor, commandLineDoor(), {
        subject: typed.subject ?? null,
        limit: Number(typed.limit) || 100,
      });
      if (!Array.isArray(records)) throwRefusal(records);
      printResult(
        options,
        { records },
        records.map(
          (record) => `${record.seq} ${record.at} ${record.actor} ${record.type} ${record.subject_id}`,
        ),
      );
    });
}

function verify(against: string | undefined, command: Command): void {
  const options = globalOptions(command);
  using ledger = openOfficeLedger(openOffice(options.home), 'read');
  const head = against === undefined ? undefined : readHead(against);
  const { checked, breaches } = verifyChain(ledger, head);
  // A broken chain may hold what no fold can read; it is said first and alone.
  const casebook = breaches.length === 0 ? checkCasebook(ledger) : null;
  const isSound = casebook !== null && casebook.differing.length === 0 && casebook.totals_tie;
  const result = { ok: isSound, checked, breaches, casebook, head: exportHead(ledger) };
  printResult(options, result, [
    ...breaches.map((breach) => `#${breach.seq} ${breach.kind}: ${breach.detail}`),
    ...(casebook?.differing ?? []).map(
      (caseId) =>
        `${caseId}: 汇总与事件不符，可用 audit rebuild 重建 / differs from its events; audit rebuild cures it`,
    ),
    isSound
      ? `已核对 ${checked} 条记录，链条完整，汇总相符。/ ${checked} records, chain whole, totals tie.`
      : `核对 ${checked} 条记录，发现问题。/ ${checked} records checked, problems found.`,
  ]);
  process.exitCode = isSound ? EXIT.done : EXIT.checkFailed;
}

/** Nothing is said anew: lists and sums are brought to what the sealed events add up to. */
function rebuild(command: Command): void {
  const options = globalOptions(command);
  using ledger = openOfficeLedger(openOffice(options.home), 'existing');
  const { breaches } = verifyChain(ledger);
  if (breaches.length > 0) {
    throw new Refusal(
      'chain-broken',
      `链条有 ${breaches.length} 处断裂，不能据以重建。请勿改动任何文件，先从备份恢复（restore）。`,
      `The chain has ${breaches.length} breaks, and nothing is made from it. Change no file; bring back a backup (restore) first.`,
      EXIT.checkFailed,
    );
  }
  const { differing } = checkCasebook(ledger);
  const cases = rebuildCasebook(ledger);
  const left = checkCasebook(ledger).differing;
  printResult(options, { cases, cured: differing.filter((one) => !left.includes(one)), left }, [
    ...differing.map((caseId) => `${caseId}: ${left.includes(caseId) ? '✗' : '✓'}`),
    `已按事件重建 ${cases} 件案卷，原有差异 ${differing.length} 件，尚余 ${left.length} 件。`,
    `${cases} cases made again from their events; ${differing.length} had differed, ${left.length} still do.`,
  ]);
  process.exitCode = left.length === 0 ? EXIT.done : EXIT.checkFailed;
}

function readHead(file: string): z.infer<typeof chainHead> {
  try {
    return chainHead.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Refusal(
      'head-unreadable',
      `这不是核对导出的链头文件：${file}`,
      `This is not a chain head written by Hedui: ${file}`,
    );
  }
}
