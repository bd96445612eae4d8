import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import type { Language } from '../../../../core/words/language.ts';
import { type MadeFeedback, makeFeedback } from '../../../../reports/feedback/make-feedback.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { Refused } from '../../refused.ts';

/** The sender's own file with our answers in it, for the browser. */
export async function takeFeedback(asking: Asking, batchId: string): Promise<FileAnswer> {
  const { desk, user, letOut } = asking;
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-feedback-'));
  const { written, unanswered, conflicts } = await makeFeedback(
    desk.ledger,
    desk.office,
    { user, letOut },
    {
      batch_id: batchId,
      out: ({ file }) => join(folder.path, `${batchId}-反馈${extname(file) || '.xlsx'}`),
    },
  );
  if (written === null) refuseIncomplete(unanswered.length, conflicts);
  return { name: basename(written.out), content: new Uint8Array(readFileSync(written.out)) };
}

function refuseIncomplete(unanswered: number, conflicts: MadeFeedback['conflicts']): never {
  const rows = (language: Language) =>
    conflicts
      .map((one) => (language === 'zh' ? `第 ${one.row} 行${one.zh}` : `row ${one.row}: ${one.en}`))
      .join('；');
  throw new Refused(
    'feedback-incomplete',
    `还有 ${unanswered} 人未答复${conflicts.length === 0 ? '' : `；${rows('zh')}`}。`,
    `${unanswered} are not answered yet${conflicts.length === 0 ? '' : `; ${rows('en')}`}.`,
  );
}
