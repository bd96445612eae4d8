import type { TrialEffect } from '../../../contract/trial-effect.ts';
import type { Asking } from '../../desk.ts';
import { tryAnswer } from '../../try-answer.ts';
import type { Word } from './list-words.ts';

/** Has the command line put the night together once more as if the word meant this; null: as if nobody had taught it. */
export function tryMeaning(
  asking: Pick<Asking, 'desk' | 'session'>,
  { source, field, word }: Word,
  { means, all_nights: isOverNights = false }: { means: string | null; all_nights?: boolean | undefined },
): Promise<TrialEffect> {
  const over = isOverNights ? ['--nights'] : [];
  const wish =
    means === null
      ? ['forget', ...over, '--', source, field, word]
      : ['teach', ...over, '--', source, field, word, means];
  return tryAnswer(asking, ['words', ...wish]);
}
