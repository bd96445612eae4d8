import guessed from './guessed-words.json' with { type: 'json' };

/** Rows and columns of the keyboard, and the alphabet; both ways. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujm',
  'qweasdzxc',
].flatMap((run) => [run, [...run].reverse().join('')]);

const WORDS: ReadonlySet<string> = new Set(Object.values(guessed).flat());
const LONGEST_WORD = Math.max(...[...WORDS].map(({ length }) => length));
const SHORTEST_RUN = 3;
/** Fewer different letters than these beside digits and signs are tried first: a telephone, a day, initials, ababab. */
const FEWEST_LETTERS = 4;

/** What the keys of digits write with shift, and signs that stand for letters. */
const SHIFTED = new Map([...'!@#$%^&*()'].map((sign, place) => [sign, String((place + 1) % 10)]));
const LIKE_LETTERS = new Map(
  Object.entries({ '@': 'a', $: 's', '0': 'o', '1': 'i', '!': 'i', '3': 'e', '5': 's', '7': 't' }),
);

/**
 * Whether a password is among the first that are tried: blanks, digits and signs alone, or only words that everybody chooses,
 * rows of the keyboard, one letter again and again, a surname, the own name; whatever digits and signs stand around and between.
 */
export function isGuessed(password: string, userId: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const own = lettersOf(userId.toLowerCase());
  // signs within a word may stand for letters, those around it fill it up
  const within = text.replace(/^[\d\p{P}\p{S}\s]+|[\d\p{P}\p{S}\s]+$/gu, '');
  return [text, meaning(text, SHIFTED), meaning(within, LIKE_LETTERS)].some((reading) => {
    const letters = lettersOf(reading);
    return new Set(letters).size < FEWEST_LETTERS || consistsOfGuessed(letters, own);
  });
}

const meaning = (text: string, meant: ReadonlyMap<string, string>): string =>
  [...text].map((sign) => meant.get(sign) ?? sign).join('');

const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}]/gu, '');

/** Whether letters are nothing but pieces that are guessed, one after the other. */
function consistsOfGuessed(letters: string, own: string): boolean {
  const reached = [true, ...Array.from(letters, () => false)];
  for (let from = 0; from < letters.length; from += 1) {
    if (!reached[from]) continue;
    for (const length of piecesAt(letters.slice(from), own)) reached[from + length] = true;
  }
  return reached[letters.length] === true;
}

/** Lengths of what is guessed at the beginning of letters. */
function piecesAt(letters: string, own: string): number[] {
  const lengths = Array.from({ length: Math.min(letters.length, LONGEST_WORD) }, (_, n) => n + 1).filter(
    (length) => WORDS.has(letters.slice(0, length)),
  );
  if (own !== '' && letters.startsWith(own)) lengths.push(own.length);
  const same = /^(\p{L})\1*/u.exec(letters)?.[0].length ?? 0;
  if (same >= 2) lengths.push(same);
  for (let length = SHORTEST_RUN; length <= letters.length; length += 1) {
    if (!RUNS.some((run) => run.includes(letters.slice(0, length)))) break;
    lengths.push(length);
  }
  return lengths;
}
