import type { BatchCounts } from '../../reports/morning/night-summary.ts';

/** What became of the batches handed down, in words; nothing where there is none. */
export function describeBatches({
  answered,
  unchanged,
  waiting,
  not_read,
  unregistered,
}: BatchCounts): string[] {
  const lines: string[] = [];
  if (answered + unchanged + waiting + not_read > 0) {
    lines.push(
      `下发批次 Batches: 本次写入答复 answered ${answered}, 答复未变 unchanged ${unchanged}, 待暂停规则放行 waiting for a held rule ${waiting}, 来件未读入 list not read ${not_read}`,
    );
  }
  for (const { file, items, register } of unregistered) {
    lines.push(
      `! 下发名单“${file}”（${items} 条）还没有登记批次，登记后每夜自动答复。 Not registered as a batch yet; once it is, every night answers it.`,
      `  ${register}`,
    );
  }
  return lines.length === 0 ? [] : ['', ...lines];
}
