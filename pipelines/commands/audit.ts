import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { rebuildProjections } from '../../casework/casebook/fold-tables.ts';
import { rebuildCasebook } from '../../casework/casebook/rebuild.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listAuditRecords } from '../../casework/reads/proof/audit-records.ts';
import { checkCasebook } from '../../casework/reads/proof/check-casebook.ts';
import { checkProjections } from '../../casework/reads/proof/check-projections.ts';
import { describeProof, proveLedger } from '../../casework/reads/proof/prove-ledger.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { readPrinted } from '../../storage/ledger/printed-head.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { exportHead, verifyChain } from '../../storage/ledger/verify-chain.ts';
import { globalOptions, printResult } from '../command.ts';
import { headFilesOf } from '../head-files.ts';

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
    .option('--printed <head>', 'a head typed from the morning page: number and seal')
    .action((typed: { against?: string; printed?: string }, command: Command) => verify(typed, command));
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

function verify({ against, printed }: { against?: string; printed?: string }, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'read');
  const onPaper = printed === undefined ? undefined : readPrinted(ledger, printed);
  const head = against === undefined ? onPaper : readHead(against);
  const proof = proveLedger(ledger, { against: head, heads: headFilesOf(options.home) });
  const { is_sound, checked } = proof;
  printResult(options, { ok: is_sound, ...proof, head: exportHead(ledger) }, [
    ...describeProof(proof),
    is_sound
      ? `已核对 ${checked} 条记录，链条完整，汇总相符。/ ${checked} records, chain whole, totals tie.`
      : `核对 ${checked} 条记录，发现问题。/ ${checked} records checked, problems found.`,
  ]);
  process.exitCode = is_sound ? EXIT.done : EXIT.checkFailed;
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
  const rows = checkProjections(ledger);
  const cases = inTransaction(ledger, () => {
    rebuildProjections(ledger);
    return rebuildCasebook(ledger);
  });
  const rowsLeft = checkProjections(ledger);
  const left = checkCasebook(ledger).differing;
  const cured = differing.filter((one) => !left.includes(one));
  printResult(options, { cases, cured, left, rows: rows.length, rows_left: rowsLeft }, [
    ...differing.map((caseId) => `${caseId}: ${left.includes(caseId) ? '✗' : '✓'}`),
    `已按事件重建 ${cases} 件案卷，原有差异 ${differing.length} 件，尚余 ${left.length} 件。`,
    `${cases} cases made again from their events; ${differing.length} had differed, ${left.length} still do.`,
    `其他表原有差异 ${rows.length} 处，尚余 ${rowsLeft.length} 处 / ${rows.length} differences in other tables, ${rowsLeft.length} left`,
  ]);
  process.exitCode = left.length + rowsLeft.length === 0 ? EXIT.done : EXIT.checkFailed;
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
