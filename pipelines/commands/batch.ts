import { basename } from 'node:path';
import type { Command } from 'commander';
import { ITEM_TRANSITIONS } from '../../casework/batches/items.ts';
import { type ItemResult, moveItem, openCaseForItem } from '../../casework/batches/move-item.ts';
import { registerList } from '../../casework/batches/register-list.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { ATTRIBUTION_RULE } from '../../casework/history/sources.ts';
import { totalBatches } from '../../casework/marts/batch-totals.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listItems, openBatch } from '../../casework/reads/waiting/batches.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { maskName, maskResidentId } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import { ITEM_OUTCOMES, ITEM_TITLES } from '../../core/words/items.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

type Typed = Readonly<Record<string, string | undefined>>;

export function register(program: Command): void {
  const verbs = program.command('batch').description('leads handed down from above, item by item');
  verbs
    .command('receive <file>')
    .description('register a batch with every item of the sender’s file')
    .requiredOption('--as <user>', 'a supervisor')
    .requiredOption('--id <batch>', 'number of the batch')
    .option('--title <text>', 'what it is about')
    .option('--sender <text>', 'who sent it', '上级')
    .option('--received-on <date>', 'when it arrived (default: the day its file came in, or today)')
    .option('--reply-due-on <date>', 'by when the answer is wanted')
    .action((file: string, typed: Typed, command: Command) => receive(file, typed, command));
  verbs
    .command('totals')
    .description('what each batch was worth; each person and case counts once')
    .action((_typed: Typed, command: Command) => totals(command));
  verbs
    .command('items <batch>')
    .description('the items of a batch')
    .requiredOption('--as <user>', 'who looks')
    .action((batchId: string, typed: Typed, command: Command) => items(batchId, typed, command));
  verbs
    .command('move <batch> <item> <move>')
    .description(`one step of an item: ${ITEM_TRANSITIONS.map((one) => one.move).join(', ')}`)
    .requiredOption('--as <user>', 'who acts')
    .option('--to <user>', 'to whom it is assigned')
    .option('--outcome <outcome>', ITEM_OUTCOMES.join(', '))
    .option('--reason <text>', 'why')
    .action((batchId: string, item: string, move: string, typed: Typed, command: Command) =>
      step(batchId, item, move, typed, command),
    );
  verbs
    .command('open-case <batch> <item>')
    .description('open a case for an item the data do not support, or join the open one')
    .requiredOption('--as <user>', 'who acts')
    .action((batchId: string, item: string, typed: Typed, command: Command) =>
      settle(typed, command, (context) =>
        openCaseForItem(context.ledger, context.office, {
          ...context.asker,
          batch_id: batchId,
          item_number: Number(item),
        }),
      ),
    );
}

async function receive(file: string, typed: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as ?? '');
  const batchId = typed.id ?? '';
  const done = await registerList(ledger, office, {
    user: user.user_id,
    via: commandLineDoor(),
    path: file,
    file: basename(file),
    batch_id: batchId,
    title: typed.title ?? basename(file),
    sender: typed.sender ?? '上级',
    received_on: typed.receivedOn ?? null,
    reply_due_on: typed.replyDueOn ?? null,
  });
  if (!done.ok) throwRefusal(done.refusal);
  printResult(options, { batch_id: batchId, items: done.items }, [
    `已登记批次 ${batchId}，共 ${done.items} 条 / ${done.items} items registered`,
  ]);
}

async function totals(command: Command): Promise<void> {
  const options = globalOptions(command);
  using ledger = openOfficeLedger(openOffice(options.home), 'read');
  const { sources, total } = await totalBatches(ledger);
  printResult(options, { rule: ATTRIBUTION_RULE, sources, total }, [
    ...[...sources, total].map(
      (row) =>
        `${row.title}: ${row.items} 条，已核实 ${row.verified}，属实 ${row.substantiated}；计入 ${row.people} 人 ${row.cases} 案，核定 ${formatYuan(row.assessed_fen)}，追回 ${formatYuan(row.recovered_fen)}`,
    ),
    ATTRIBUTION_RULE.zh,
    ATTRIBUTION_RULE.en,
  ]);
}

function items(batchId: string, typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const viewer = actingUser(ledger, office, typed.as ?? '');
  openBatch(ledger, batchId);
  letOutBy(command, { ledger, office }, viewer.user_id, {
    kind: 'ListRead',
    subject: batchId,
    detail: {},
  });
  const shown = listItems(ledger, viewer, batchId).map((item) => ({
    ...item,
    resident_id: item.resident_id === null ? null : maskResidentId(item.resident_id),
  }));
  printResult(
    options,
    { items: shown },
    shown.map(
      (item) =>
        `${item.item_number} ${ITEM_TITLES[item.status].zh} ${maskName(item.name)} ${item.answer ?? '—'} ${item.case_id ?? ''}`,
    ),
  );
}

function step(batchId: string, item: string, move: string, typed: Typed, command: Command): void {
  const known = ITEM_TRANSITIONS.find((one) => one.move === move);
  const outcome = ITEM_OUTCOMES.find((one) => one === typed.outcome);
  if (known === undefined || (typed.outcome !== undefined && outcome === undefined)) {
    throw new Refusal('wrong-word', `没有这一步：${move}`, `There is no such step: ${move}`, EXIT.usage);
  }
  settle(typed, command, ({ ledger, office, asker }) =>
    moveItem(ledger, office, {
      ...asker,
      batch_id: batchId,
      item_number: Number(item),
      move: known.move,
      ...(typed.to === undefined ? {} : { assignee: typed.to }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(typed.reason === undefined ? {} : { reason: typed.reason }),
    }),
  );
}

interface Context {
  ledger: ReturnType<typeof openOfficeLedger>;
  office: ReturnType<typeof openOffice>;
  asker: { user: string; via: string };
}

function settle(typed: Typed, command: Command, act: (context: Context) => ItemResult): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as ?? '').user_id;
  const result = act({ ledger, office, asker: { user, via: commandLineDoor() } });
  if (!result.ok) throwRefusal(result.refusal);
  const { item } = result;
  printResult(
    options,
    { batch_id: item.batch_id, item_number: item.item_number, status: item.status, case_id: item.case_id },
    [`${item.batch_id} #${item.item_number} ${ITEM_TITLES[item.status].zh} ${item.case_id ?? ''}`],
  );
}
