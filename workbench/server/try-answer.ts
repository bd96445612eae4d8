import { maskText } from '../../core/mask.ts';
import type { AnswerOverNights, TrialEffect } from '../contract/trial-effect.ts';
import type { runVerb } from './command-line.ts';
import type { Asking } from './desk.ts';
import { runTrial } from './run-trial.ts';

/** Of what a trial turns so many of each kind are listed; the counts are of all. */
export const TRIED_SHOWN = 100;

type Turned = AnswerOverNights['shown']['gained'];
type VerbOverNights = Omit<AnswerOverNights, keyof Lists | 'confirmed_lost' | 'shown'> & Lists;
type VerbEffect = Omit<TrialEffect, 'over_nights'> & { over_nights: VerbOverNights | null };

interface Lists {
  gained: Turned;
  lost: Turned;
  changed: Turned;
}

/** Has the command line put the night together once more as if this answer had been given; nothing is saved. */
export async function tryAnswer(
  asking: Pick<Asking, 'desk' | 'session'>,
  verb: Parameters<typeof runVerb>[1],
): Promise<TrialEffect> {
  const { effect } = await runTrial<{ effect: VerbEffect }>(asking, verb);
  // a refused row may name what it was refused for
  const files = effect.files.map(({ refused, unexplained, ...file }) => ({
    ...file,
    refused: refused.map(({ zh, en, rows }) => ({ zh: maskText(zh), en: maskText(en), rows })),
    unexplained: unexplained.map((one) => ({ ...one, word: maskText(one.word) })),
  }));
  return { ...effect, files, over_nights: effect.over_nights && countTurned(effect.over_nights) };
}

/** All are counted; those that a person has stood by come first. */
function countTurned({ gained, lost, changed, ...sums }: VerbOverNights): AnswerOverNights {
  return {
    ...sums,
    ...{ gained: gained.length, lost: lost.length, changed: changed.length },
    confirmed_lost: lost.filter(({ is_confirmed }) => is_confirmed).length,
    shown: {
      gained: gained.slice(0, TRIED_SHOWN),
      lost: lost.slice(0, TRIED_SHOWN),
      changed: changed.slice(0, TRIED_SHOWN),
    },
  };
}
