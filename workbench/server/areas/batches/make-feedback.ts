import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { findBatch } from '../../../../casework/reads/batches.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { Refused, refuseWith } from '../../refused.ts';

interface FeedbackAnswer {
  out: string | null;
  unanswered: readonly unknown[];
  conflicts: readonly { row: number; zh: string; en: string }[];
}

/** Has the sender's own file filled in by the command line, which reads and writes every format. */
export async function makeFeedback({ desk, user }: Asking, batchId: string): Promise<FileAnswer> {
  const batch = findBatch(desk.ledger, batchId);
  if (batch === null) refuseWith('unknown-batch', { batch: batchId });
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-feedback-'));
  const name = `${batchId}-反馈${extname(batch.file) || '.xlsx'}`;
  const words = ['feedback', batchId, '--as', user.user_id, '--out', join(folder.path, name)];
  const { out, unanswered, conflicts } = await runVerb<FeedbackAnswer>(desk.workspace.home, words);
  if (out === null) refuseIncomplete(unanswered.length, conflicts);
  return { name, content: new Uint8Array(readFileSync(out)) };
}

function refuseIncomplete(unanswered: number, conflicts: FeedbackAnswer['conflicts']): never {
  const rows = (language: 'zh' | 'en') =>
    conflicts
      .map((one) => (language === 'zh' ? `第 ${one.row} 行${one.zh}` : `row ${one.row}: ${one.en}`))
      .join('；');
  throw new Refused(
    'feedback-incomplete',
    `还有 ${unanswered} 人未答复${conflicts.length === 0 ? '' : `；${rows('zh')}`}。`,
    `${unanswered} are not answered yet${conflicts.length === 0 ? '' : `; ${rows('en')}`}.`,
  );
}
