import type { TrialEffect } from '../../../contract/trial-effect.ts';
import { runVerb } from '../../command-line.ts';
import type { Desk } from '../../desk.ts';
import type { Word } from './list-words.ts';

/** Has the command line put the night together once more as if the word meant this; null: as if nobody had taught it. */
export async function tryMeaning(
  desk: Desk,
  { source, field, word }: Word,
  means: string | null,
): Promise<TrialEffect> {
  const wish =
    means === null ? ['forget', '--', source, field, word] : ['teach', '--', source, field, word, means];
  const { effect } = await runVerb<{ effect: TrialEffect }>(desk.workspace.home, ['words', ...wish]);
  return effect;
}
