import type { WordEffect } from '../../../contract/words.ts';
import { runVerb } from '../../command-line.ts';
import type { Desk } from '../../desk.ts';
import type { Word } from './list-words.ts';

/** Has the command line put the night together once more as if the word meant this; null: as if nobody had taught it. */
export async function tryMeaning(
  desk: Desk,
  { source, field, word }: Word,
  means: string | null,
): Promise<WordEffect> {
  const wish =
    means === null ? ['forget', '--', source, field, word] : ['teach', '--', source, field, word, means];
  const { effect } = await runVerb<{ effect: WordEffect }>(desk.workspace.home, ['words', ...wish]);
  return effect;
}
