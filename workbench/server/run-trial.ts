import { runVerb } from './command-line.ts';
import type { Asking } from './desk.ts';

/** A night is done: how many of how many, its day, and how long the rest will take. */
const NIGHT_DONE = /^\d+\/\d+ /;

/** Runs a verb that tries something over the nights that are kept; the browser may ask how far it has come. */
export async function runTrial<Answer>(
  { desk, session }: Pick<Asking, 'desk' | 'session'>,
  verb: Parameters<typeof runVerb>[1],
): Promise<Answer> {
  session.trying = null;
  try {
    return await runVerb<Answer>(desk.workspace.home, verb, (note) => {
      if (NIGHT_DONE.test(note)) session.trying = note;
    });
  } finally {
    session.trying = null;
  }
}
