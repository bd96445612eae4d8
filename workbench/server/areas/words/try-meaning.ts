import type { TrialEffect } from '../../../contract/trial-effect.ts';
import type { Desk } from '../../desk.ts';
import { tryAnswer } from '../../try-answer.ts';
import type { Word } from './list-words.ts';

/** Has the command line put the night together once more as if the word meant this; null: as if nobody had taught it. */
export function tryMeaning(
  desk: Desk,
  { source, field, word }: Word,
  means: string | null,
): Promise<TrialEffect> {
  const wish =
    means === null ? ['forget', '--', source, field, word] : ['teach', '--', source, field, word, means];
  return tryAnswer(desk, ['words', ...wish]);
}
