import type { Command } from 'commander';
import { decideAs } from '../../casework/command-line/decide-as.ts';
import { checkVerdict, revokeRuling, ruleOnDelivery } from '../../casework/deliveries/rulings.ts';
import { RULINGS } from '../../core/words/rulings.ts';
import type { Delivery, DeliveryRuling } from '../../reading/deliveries/delivery.ts';
import { findReceived } from '../../reading/receiving/find-received.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { readBuildRecord } from '../steps/same-night.ts';
import { tellSaved } from '../trial/tell-effect.ts';
import { tellTyped, tryAsTyped } from '../trial/try-as-typed.ts';

interface Typed {
  as?: string;
  reason?: string;
  save?: boolean;
  nights?: boolean;
}

const VERDICTS: Record<Delivery['verdict'], string> = {
  replaces: '整份由后者代替 replaced whole',
  'replaces-place': '后者所列乡镇由后者代替 replaced for its townships',
  'replaces-people': '后者所列的人由后者代替 replaced for its people',
  'same-lines': '相同的行只计一次 same lines count once',
  asks: '待确认 asked',
  missing: '待确认：后一份里没有的人 asked: people whom the later one leaves out',
  overlaps:
    '待确认：是否同一次发放，少的一笔只列存疑 asked: one payment or two; the lesser is merely possible',
  beside: '两份都计 both count',
};

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
      `say what the second file is to the first: ${RULINGS.join(', ')}; shows the effect, and saves it with --save`,
    )
    .option('--nights', 'try it on every night that is kept, too')
    .option('--save', 'keep it: it counts from the next night on')
    .option('--as <user>', 'who says so')
    .option('--reason <text>', 'how one knows', '')
    .action((file: string, by: string, verdict: string, typed: Typed, command: Command) =>
      rule({ file, by, verdict }, typed, command),
    );
  verbs
    .command('revoke <file> <by>')
    .description(
      'take such a word back: the files speak for themselves again; shows the effect, and takes it back with --save',
    )
    .option('--nights', 'try it on every night that is kept, too')
    .option('--save', 'take it back: it counts no more from the next night on')
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
  const verdict = checkVerdict(typedRuling.verdict);
  const ruling: DeliveryRuling = { ...hashesOf(workspace, typedRuling), verdict };
  const effect = await tryAsTyped(command, typed, 'rulings', (answers) => ({
    ...answers,
    rulings: [
      ...answers.rulings.filter(({ hash, by_hash }) => hash !== ruling.hash || by_hash !== ruling.by_hash),
      ruling,
    ],
  }));
  const saved = typed.save
    ? decideAs(global.home, typed.as, (ledger, office, by) =>
        ruleOnDelivery(ledger, office, by, { ...ruling, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { ruling, effect, saved }, [...tellTyped(effect), tellSaved(saved)]);
}

async function revoke(files: { file: string; by: string }, typed: Typed, command: Command): Promise<void> {
  const global = globalOptions(command);
  const hashes = hashesOf(workspaceAt(global.home), files);
  const effect = await tryAsTyped(command, typed, 'rulings', (answers) => ({
    ...answers,
    rulings: answers.rulings.filter(
      ({ hash, by_hash }) => hash !== hashes.hash || by_hash !== hashes.by_hash,
    ),
  }));
  const saved = typed.save
    ? decideAs(global.home, typed.as, (ledger, office, by) =>
        revokeRuling(ledger, office, by, { ...hashes, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { effect, saved }, [...tellTyped(effect), tellSaved(saved)]);
}

function hashesOf(
  workspace: Workspace,
  { file, by }: { file: string; by: string },
): { hash: string; by_hash: string } {
  const receipts = loadReceipts(workspace.received);
  return { hash: findReceived(receipts, file).hash, by_hash: findReceived(receipts, by).hash };
}
