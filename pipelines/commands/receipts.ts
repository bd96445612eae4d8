import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { enterLine } from '../../casework/bank/enter-line.ts';
import { importStatement, setLineAside, takeLineBack } from '../../casework/bank/import-statement.ts';
import { caseProposed, proposeMatches } from '../../casework/bank/propose-match.ts';
import { readStatement } from '../../casework/bank/read-statement.ts';
import { splitLine } from '../../casework/bank/split-line.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { yuan } from '../../casework/command-line/typed-fields.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listStatementLines } from '../../casework/reads/money/statement-lines.ts';
import { listUnconfirmedReceipts } from '../../casework/reads/money/unconfirmed-receipts.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { maskAccount, maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

interface Typed {
  as: string;
  case?: string;
  key?: string;
  part?: string[];
  reason?: string;
  status?: string;
  surplus?: boolean;
}

const SURPLUS_OPTION = [
  '--surplus',
  'it is more than is outstanding, and what is too much is due back',
] as const;

export function register(program: Command): void {
  const verbs = program
    .command('receipts')
    .description('statements of the recovery account and what they pay');
  verbs
    .command('import <file>')
    .description('take in a bank statement; lines already known are not taken twice')
    .requiredOption('--as <user>', 'the cashier')
    .action((file: string, typed: Typed, command: Command) => take(file, typed, command));
  verbs
    .command('read <file>')
    .description('how a statement would be understood; takes nothing in')
    .action((file: string, _typed: object, command: Command) => read(file, command));
  verbs
    .command('list', { isDefault: true })
    .description(
      'lines that wait, each with the case it seems to pay and why; what fits nothing is listed too',
    )
    .requiredOption('--as <user>', 'the cashier')
    .option('--status <status>', 'open, matched or set-aside', 'open')
    .action((typed: Typed, command: Command) => list(typed, command));
  verbs
    .command('confirm <line>')
    .description('record a line as a receipt of the proposed case, or of another one')
    .requiredOption('--as <user>', 'the cashier')
    .option('--case <case>', 'the case, where the proposal is not it')
    .option(...SURPLUS_OPTION)
    .option('--key <key>', 'the same key on a retry does nothing twice')
    .action((lineId: string, typed: Typed, command: Command) => confirm(lineId, typed, command));
  verbs
    .command('split <line>')
    .description('split a line over several cases, to the fen, and record each part')
    .requiredOption('--as <user>', 'the cashier')
    .requiredOption(
      '--part <case=yuan...>',
      'one part, such as C00000001=200.00; without a case (=200.00) it waits on',
    )
    .option(...SURPLUS_OPTION)
    .option('--key <key>', 'the same key on a retry does nothing twice')
    .action((lineId: string, typed: Typed, command: Command) => split(lineId, typed, command));
  verbs
    .command('unconfirmed')
    .description('receipts that no second person has confirmed yet (case confirm-receipt does)')
    .requiredOption('--as <user>', 'the cashier or a supervisor')
    .action((typed: Typed, command: Command) => unconfirmed(typed, command));
  verbs
    .command('take-back <line>')
    .description('take back that a line is no repayment: it waits again')
    .requiredOption('--as <user>', 'the cashier')
    .requiredOption('--reason <text>', 'why')
    .action((lineId: string, typed: Typed, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'existing');
      const user = actingUser(ledger, office, typed.as).user_id;
      const by = { user, via: commandLineDoor() };
      const refusal = takeLineBack(ledger, office, by, lineId, typed.reason ?? '');
      if (refusal !== null) throwRefusal(refusal);
      printResult(options, { line_id: lineId, status: 'open' }, [`${lineId} 待认领 / waits again`]);
    });
  verbs
    .command('set-aside <line>')
    .description('say that a line is no repayment')
    .requiredOption('--as <user>', 'the cashier')
    .requiredOption('--reason <text>', 'what it is')
    .action((lineId: string, typed: Typed, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'existing');
      const user = actingUser(ledger, office, typed.as).user_id;
      const refusal = setLineAside(
        ledger,
        office,
        { user, via: commandLineDoor() },
        lineId,
        typed.reason ?? '',
      );
      if (refusal !== null) throwRefusal(refusal);
      printResult(options, { line_id: lineId, status: 'set-aside' }, [`${lineId} 已搁置 / set aside`]);
    });
}

async function take(file: string, typed: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as).user_id;
  const { received, refused: unread } = await readStatement(file);
  const outcome = importStatement(ledger, office, { user, via: commandLineDoor() }, received);
  if (!outcome.ok) throwRefusal(outcome.refusal);
  const { ok: _ok, refused: unfit, ...counts } = outcome;
  const refused = [...unread, ...unfit];
  printResult(options, { ...counts, refused }, [
    ...refused.map((line) => `第 ${line.row} 行：${line.zh} / row ${line.row}: ${line.en}`),
    `流水 ${counts.received} 条：新增 ${counts.added}，已有 ${counts.known}，非收款 ${counts.ignored}，退回 ${refused.length}`,
    `${counts.received} lines: ${counts.added} new, ${counts.known} known, ${counts.ignored} no credits, ${refused.length} refused`,
  ]);
}

async function read(file: string, command: Command): Promise<void> {
  const { received, refused } = await readStatement(file);
  const { lines } = received;
  printResult(globalOptions(command), { lines, refused }, [
    `流水 ${lines.length} 条，退回 ${refused.length} 条 / ${lines.length} lines, ${refused.length} refused`,
  ]);
}

function list(typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as).user_id;
  letOutBy(command, { ledger, office }, user, {
    kind: 'ListRead',
    subject: 'receipts',
    detail: { status: typed.status ?? '' },
  });
  const masked = <Line extends { payer_account: string | null }>(line: Line) => ({
    ...line,
    payer_account: line.payer_account === null ? null : maskAccount(line.payer_account),
  });
  if (typed.status === 'open') {
    const proposals = proposeMatches(ledger).map((proposal) => ({
      ...proposal,
      line: masked(proposal.line),
    }));
    const unmatched = proposals.filter((proposal) => proposal.candidates.length === 0).length;
    printResult(options, { proposals, unmatched }, [
      ...proposals.map(
        ({ line, case_id, zh, en }) =>
          `${line.line_id} ${line.booked_on} ${formatYuan(line.amount_fen)} ${line.payer} → ${case_id ?? '—'} ${zh} / ${en}`,
      ),
      `待确认 ${proposals.length} 条，其中 ${unmatched} 条没有相符的案件。/ ${proposals.length} wait, ${unmatched} fit no case.`,
    ]);
    return;
  }
  if (typed.status !== 'matched' && typed.status !== 'set-aside') {
    throw new Refusal(
      'wrong-word',
      '--status 须是 open、matched 或 set-aside',
      '--status must be open, matched or set-aside',
      EXIT.usage,
    );
  }
  const lines = listStatementLines(ledger, typed.status).map(masked);
  printResult(
    options,
    { lines },
    lines.map(
      (line) =>
        `${line.line_id} ${line.booked_on} ${formatYuan(line.amount_fen)} ${line.case_id ?? line.reason ?? ''}`,
    ),
  );
}

function confirm(lineId: string, typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as).user_id;
  const caseId = typed.case ?? caseProposed(ledger, lineId);
  const outcome = enterLine(ledger, office, {
    key: typed.key ?? randomUUID(),
    user,
    via: commandLineDoor(),
    line_id: lineId,
    case_id: caseId,
    ...(typed.surplus ? { surplus: 'due-back' as const } : {}),
  });
  if (!outcome.ok) throwRefusal(outcome.refusal);
  const { state, is_repeated } = outcome;
  printResult(
    options,
    { line_id: lineId, case_id: caseId, repeated: is_repeated, status: state.status, money: state.money },
    [
      `${lineId} 已计入 ${caseId}，尚欠 ${formatYuan(state.money.outstanding_fen)} 元`,
      `${lineId} counted in ${caseId}; outstanding ${formatYuan(state.money.outstanding_fen)} yuan`,
    ],
  );
}

function split(lineId: string, typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as).user_id;
  const parts = (typed.part ?? []).map((text) => {
    const [caseId = '', amount = ''] = text.split('=');
    return { case_id: caseId.trim() === '' ? null : caseId.trim(), amount_fen: yuan(amount) };
  });
  const outcome = splitLine(ledger, office, {
    key: typed.key ?? randomUUID(),
    user,
    via: commandLineDoor(),
    line_id: lineId,
    parts,
    ...(typed.surplus ? { surplus: 'due-back' as const } : {}),
  });
  if (!outcome.ok) throwRefusal(outcome.refusal);
  const { entered, waiting, is_repeated } = outcome;
  printResult(options, { line_id: lineId, repeated: is_repeated, entered, waiting }, [
    ...entered.map(
      (part) =>
        `${part.line_id} → ${part.case_id} ${formatYuan(part.amount_fen)}，尚欠 ${formatYuan(part.outstanding_fen)} 元 / yuan outstanding`,
    ),
    ...waiting.map((id) => `${id} 待认领 / waits`),
  ]);
}

function unconfirmed(typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as).user_id;
  const detail = { status: 'unconfirmed' };
  letOutBy(command, { ledger, office }, user, { kind: 'ListRead', subject: 'receipts', detail });
  const { receipts, total } = listUnconfirmedReceipts(ledger, { limit: 1_000_000 });
  const shown = receipts.map(({ debtor_name, payer, remark: _remark, note: _note, ...receipt }) => ({
    ...receipt,
    debtor_name: maskName(debtor_name),
    payer: payer === null ? null : maskName(payer),
  }));
  printResult(options, { receipts: shown, total }, [
    ...shown.map(
      (one) =>
        `${one.entry_id} ${one.received_on} ${formatYuan(one.amount_fen)} ${one.debtor_name} ← ${one.recorded_by}`,
    ),
    `待复核 ${total.count} 笔，${formatYuan(total.amount_fen)} 元 / ${total.count} receipts to confirm`,
  ]);
}
