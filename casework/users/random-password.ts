import { randomInt } from 'node:crypto';
import { isGuessed } from './guessed-passwords.ts';

/** Without what is read wrongly from paper: 0 and o, 1 and l and i. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUP = 4;
const GROUPS = 3;

/** A password to be read out or written down once: twelve letters in groups, some sixty bits. */
export function randomPassword(atLeast: number): string {
  const groups = Math.max(GROUPS, Math.ceil(atLeast / GROUP));
  for (;;) {
    const made = randomGroups(groups);
    // once in some ten thousand times it is nearly digits alone, which nobody may choose either
    if (!isGuessed(made, '')) return made;
  }
}

function randomGroups(groups: number): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');
}
