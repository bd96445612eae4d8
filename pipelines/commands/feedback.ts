import { extname, join } from 'node:path';
import type { Command } from 'commander';
import { actingUser } from '../../casework/command-line/person.ts';
import type { Leaving } from '../../casework/exits/let-out.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT } from '../../core/errors.ts';
import { makeFeedback } from '../../reports/feedback/make-feedback.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

interface Typed {
  as: string;
  file?: string;
  out?: string;
  partial?: boolean;
}

export function register(program: Command): void {
  program
    .command('feedback <batch>')
    .description(
      '反馈表: a handed-down list goes back in the sender’s own workbook, only the feedback columns filled',
    )
    .requiredOption('--as <user>', 'a supervisor')
    .option('--file <file>', 'the sender’s file, where it was not received by a night')
    .option('--out <file>', 'the workbook to send back (default: below documents/ of the workspace)')
    .option('--partial', 'make it though items are unanswered or contradict themselves')
    .action((batchId: string, typed: Typed, command: Command) => feedBack(batchId, typed, command));
}

async function feedBack(batchId: string, typed: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as);
  const asker = {
    user,
    letOut: (leaving: Leaving) => letOutBy(command, { ledger, office }, user.user_id, leaving),
  };
  const { documents } = workspaceAt(options.home);
  const { written, ...made } = await makeFeedback(ledger, office, asker, {
    batch_id: batchId,
    original: typed.file,
    isPartial: typed.partial === true,
    out: ({ file }) => typed.out ?? join(documents, 'feedback', `${batchId}-反馈${extname(file) || '.xlsx'}`),
  });
  const { items, answered, unanswered, conflicts } = made;
  const lines = [
    ...unanswered.map((one) => `未答复 unanswered: 第 ${one.row} 行，期限 due ${one.reply_due_on ?? '—'}`),
    ...conflicts.map((one) => `矛盾 conflict: 第 ${one.row} 行 ${one.zh} / ${one.en}`),
  ];
  if (unanswered.length + conflicts.length > 0) process.exitCode = EXIT.checkFailed;
  if (written === null) {
    printResult(options, { ...made, out: null }, [
      ...lines,
      `还有 ${unanswered.length} 条未答复、${conflicts.length} 处矛盾，没有生成反馈表。/ nothing was written.`,
    ]);
    return;
  }
  printResult(options, { ...made, ...written }, [
    ...lines,
    ...(written.added.length > 0
      ? [`来件没有反馈栏，右侧加了 added at the right: ${written.added.join('、')}`]
      : []),
    ...(written.left_to_people.length > 0
      ? [`台账里没有、请人工填写 to be filled by hand: ${written.left_to_people.join('、')}`]
      : []),
    ...(written.is_converted
      ? [
          '来件不是 .xlsx，按原来的行和列改为 .xlsx 返回：内容、公式、合并、列宽和数字格式保留，字体、颜色和下拉选项不保留。/ The list was no .xlsx and goes back as one, row by row: contents, formulas and number formats stay; fonts, colours and drop-down lists do not.',
        ]
      : []),
    `已答复 ${answered} 条，共 ${items} 条；填写 ${written.cells} 格。/ ${written.cells} cells filled.`,
    written.out,
  ]);
}
