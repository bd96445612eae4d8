import type { Command } from 'commander';
import { globalOptions } from '../command.ts';
import { openProgress } from '../progress.ts';
import type { Answers } from './known.ts';
import { tellEffect } from './tell-effect.ts';
import { tellOverNights } from './tell-over-nights.ts';
import { TrialProgress } from './trial-progress.ts';
import { type AnswerEffect, tryAnswers } from './try-answers.ts';

/** What an answer that somebody types would change: on the last night, and with `--nights` on every one that is kept. */
export function tryAsTyped(
  command: Command,
  typed: { nights?: boolean },
  asked: keyof Answers,
  change: (answers: Answers) => Answers,
  onTrial?: { path: string; name: string },
): Promise<AnswerEffect> {
  const { home, json } = globalOptions(command);
  return tryAnswers(home, asked, change, {
    ...(onTrial === undefined ? {} : { onTrial }),
    ...(typed.nights ? { overNights: new TrialProgress(openProgress({ isJson: json })) } : {}),
  });
}

export const tellTyped = ({ over_nights: over, ...effect }: AnswerEffect): string[] => [
  ...tellEffect(effect),
  ...(over === null ? [] : tellOverNights(over)),
];
