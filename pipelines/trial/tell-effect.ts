import { formatYuan } from '../../core/money.ts';
import type { TrialEffect, TriedFile } from './try-answers.ts';

/** What answers would change, for the person who is about to save them. */
export function tellEffect(effect: TrialEffect): string[] {
  const released = effect.waiting - effect.waiting_then;
  const signed = (fen: number): string => `${fen < 0 ? '−' : '+'}${formatYuan(Math.abs(fen))}`;
  return [
    `试算（截至 ${effect.as_of}）Trial: ${tellReleased(released)}，仍待释义 still waiting ${effect.waiting_then}`,
    ...effect.files.flatMap(tellFile),
    `  疑点 findings: 新增 come ${effect.come}，消失 go ${effect.go}，金额变化 change ${effect.change}`,
    ...effect.gone.map(({ rule_id, title, findings }) => `      消失 go ${findings}: ${title} (${rule_id})`),
    `  可追 claimable ${signed(effect.fund_fen)} 元；应补给本人 owed to people ${signed(effect.person_fen)} 元`,
  ];
}

/** Less than none are released where an answer is forgotten: they wait again. */
function tellReleased(rows: number): string {
  return rows < 0
    ? `重新待释义 waiting again ${-rows} 行 rows`
    : `不再待释义 no longer waiting ${rows} 行 rows`;
}

/** Whether an answer was kept, or how it would be. */
export function tellSaved(saved: unknown): string {
  return saved === null
    ? '还没有保存；加 --save --as <用户> 保存。 Not saved: add --save --as <user>.'
    : '已记录，下次核对起使用。 Recorded; used from the next night on.';
}

function tellFile({ file, now, after, reason, refused, unexplained }: TriedFile): string[] {
  const rows = (counts: TriedFile['after']): string =>
    counts === null
      ? '未读 not read'
      : `${counts.received} = ${counts.used} + ${counts.refused} + ${counts.ignored}`;
  return [
    `  ${file}: 收到 received = 使用 used + 拒收 refused + 忽略 ignored: ${rows(now)} → ${rows(after)}`,
    ...(reason === null ? [] : [`      ${reason.zh}`, `      ${reason.en}`]),
    ...refused.map(({ zh, rows: n }) => `      拒收 refused ${n} 行 rows: ${zh}`),
    ...unexplained.map(
      ({ column, word, rows: n }) =>
        `      会待释义 would wait for a meaning: ${column}“${word === '' ? '空白' : word}” ${n} 行 rows`,
    ),
  ];
}
