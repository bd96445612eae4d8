import { maskText } from '../../core/mask.ts';
import type { TrialEffect } from '../contract/trial-effect.ts';
import { runVerb } from './command-line.ts';
import type { Desk } from './desk.ts';

/** Has the command line put the night together once more as if this answer had been given; nothing is saved. */
export async function tryAnswer(
  { workspace }: Desk,
  verb: Parameters<typeof runVerb>[1],
): Promise<TrialEffect> {
  const { effect } = await runVerb<{ effect: Omit<TrialEffect, 'over_nights'> & Partial<TrialEffect> }>(
    workspace.home,
    verb,
  );
  // a refused row may name what it was refused for
  const files = effect.files.map(({ refused, unexplained, ...file }) => ({
    ...file,
    refused: refused.map(({ zh, en, rows }) => ({ zh: maskText(zh), en: maskText(en), rows })),
    unexplained: unexplained.map((one) => ({ ...one, word: maskText(one.word) })),
  }));
  return { ...effect, files, over_nights: effect.over_nights ?? null };
}
