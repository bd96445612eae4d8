import { randomInt } from 'node:crypto';

/** Without what is read wrongly from paper: 0 and o, 1 and l and i. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUP = 4;
const GROUPS = 3;

/** A password to be read out or written down once: twelve letters in groups, some sixty bits. */
export function randomPassword(atLeast: number): string {
  const groups = Math.max(GROUPS, Math.ceil(atLeast / GROUP));
  return Array.from({ length: groups }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');
}
