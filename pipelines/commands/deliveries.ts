import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { revokeRuling, ruleOnDelivery } from '../../casework/deliveries/rulings.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { Delivery, DeliveryRuling } from '../../reading/deliveries/settle-deliveries.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { readBuildRecord } from '../steps/same-night.ts';
import { tellEffect } from '../trial/tell-effect.ts';
import { tryAnswers } from '../trial/try-answers.ts';

interface Typed {
  as?: string;
  reason?: string;
  save?: boolean;
}

const VERDICTS: Record<Delivery['verdict'], string> = {
  replaces: '整份由后者代替 replaced whole',
  'replaces-place': '后者所列乡镇由后者代替 replaced for its townships',
  'replaces-people': '后者所列的人由后者代替 replaced for its people',
  'same-lines': '相同的行只计一次 same lines count once',
  asks: '待确认 asked',
  missing: '待确认：后一份里没有的人 asked: people whom the later one leaves out',
  beside: '两份都计 both count',
};

/** What a person may say of two files. */
const RULED = ['replaces', 'replaces-place', 'replaces-people', 'beside'] as const;

export function register(program: Command): void {
  const verbs = program
    .command('deliveries')
    .description('送件: per source and period, which file counts and what took the place of what');
  verbs
    .command('list', { isDefault: true })
    .description('what the last night made of files that speak of the same')
    .action((_typed: object, command: Command) => list(command));
  verbs
    .command('rule <file> <by> <verdict>')
    .description(
      `say what the second file is to the first: ${RULED.join(', ')}; shows the effect, and saves it with --save`,
    )
    .option('--save', 'keep it: it counts from the next night on')
    .option('--as <user>', 'who says so')
    .option('--reason <text>', 'how one knows', '')
    .action((file: string, by: string, verdict: string, typed: Typed, command: Command) =>
      rule({ file, by, verdict }, typed, command),
    );
  verbs
    .command('revoke <file> <by>')
    .description('take such a word back: the files speak for themselves again')
    .option('--as <user>', 'who takes it back')
    .option('--reason <text>', 'why', '')
    .action((file: string, by: string, typed: Typed, command: Command) =>
      revoke({ file, by }, typed, command),
    );
}

async function list(command: Command): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  const build = currentBuild(workspace.builds);
  const record = build === null ? null : await readBuildRecord(warehousePath(workspace.builds, build));
  const names = new Map(loadReceipts(workspace.received).map(({ sequence, name }) => [sequence, name]));
  const deliveries = (record?.deliveries ?? []).map(({ file_no, by_file_no, ...delivery }) => ({
    ...delivery,
    file: names.get(file_no) ?? '?',
    by: names.get(by_file_no) ?? '?',
  }));
  printResult(global, { deliveries }, [
    `相互重叠或代替的送件 deliveries that touch one another: ${deliveries.length}`,
    ...deliveries.map(
      (one) =>
        `  ${one.source} ${one.period || '—'}  ${VERDICTS[one.verdict]}  ${one.row_count} 行 rows${one.is_overruled ? '（人工裁定 ruled）' : ''}\n      ${one.file} ← ${one.by}`,
    ),
  ]);
}

async function rule(
  typedRuling: { file: string; by: string; verdict: string },
  typed: Typed,
  command: Command,
): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  const verdict = RULED.find((one) => one === typedRuling.verdict);
  if (verdict === undefined) {
    throw new Refusal(
      'wrong-word',
      `“${typedRuling.verdict}”不是可用的裁定，应为 ${RULED.join('、')}。`,
      `"${typedRuling.verdict}" is no ruling; it is one of ${RULED.join(', ')}.`,
      EXIT.usage,
    );
  }
  const ruling: DeliveryRuling = { ...hashesOf(workspace, typedRuling), verdict };
  const effect = await tryAnswers(global.home, 'rulings', (answers) => ({
    ...answers,
    rulings: [
      ...answers.rulings.filter(({ hash, by_hash }) => hash !== ruling.hash || by_hash !== ruling.by_hash),
      ruling,
    ],
  }));
  const saved = typed.save
    ? decide(global.home, typed, (ledger, office, by) =>
        ruleOnDelivery(ledger, office, by, { ...ruling, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { ruling, effect, saved }, [
    ...tellEffect(effect),
    saved === null
      ? '还没有保存；加 --save --as <用户> 保存。 Not saved: add --save --as <user>.'
      : '已记录，下次核对起使用。 Recorded; used from the next night on.',
  ]);
}

function revoke(files: { file: string; by: string }, typed: Typed, command: Command): void {
  const global = globalOptions(command);
  const hashes = hashesOf(workspaceAt(global.home), files);
  const saved = decide(global.home, typed, (ledger, office, by) =>
    revokeRuling(ledger, office, by, { ...hashes, reason: typed.reason ?? '' }),
  );
  printResult(global, { saved }, ['已撤回，下次核对起生效。 Taken back, from the next night on.']);
}

/** The files as the office names them: by name below the inbox, or by the beginning of the hash of their content. */
function hashesOf(
  workspace: Workspace,
  { file, by }: { file: string; by: string },
): { hash: string; by_hash: string } {
  const receipts = loadReceipts(workspace.received);
  const find = (wanted: string): string => {
    const found = receipts.filter(({ name, hash }) => name === wanted || hash.startsWith(wanted));
    if (found.length === 1) return found[0]!.hash;
    throw new Refusal(
      'delivery-unknown',
      found.length === 0
        ? `没有收到过名为“${wanted}”的文件。`
        : `有 ${found.length} 份文件叫“${wanted}”，请改用内容指纹（received/ 下的文件夹名）。`,
      found.length === 0
        ? `No file named "${wanted}" was received.`
        : `${found.length} files are named "${wanted}": give the hash of the content (its folder in received/).`,
      EXIT.usage,
    );
  };
  return { hash: find(file), by_hash: find(by) };
}

type RulingArguments = Parameters<typeof ruleOnDelivery>;

function decide(
  home: string,
  typed: Typed,
  act: (
    ledger: RulingArguments[0],
    office: RulingArguments[1],
    by: RulingArguments[2],
  ) => ReturnType<typeof ruleOnDelivery>,
): { sequence: number; type: string } {
  const office = openOffice(home);
  const ledger = openOfficeLedger(office, 'existing');
  try {
    const event = act(ledger, office, {
      user: actingUser(ledger, office, typed.as ?? ''),
      via: commandLineDoor(),
    });
    return { sequence: event.seq, type: event.type };
  } finally {
    ledger.close();
  }
}
