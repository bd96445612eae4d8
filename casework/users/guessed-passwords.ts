/** What whoever guesses tries first: rows of the keyboard, runs of digits and letters, and what offices here choose. */
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
];

const WORDS = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'admin',
  'administrator',
  'root',
  'welcome',
  'letmein',
  'iloveyou',
  'woaini',
  'mima',
  'hedui',
  'shebao',
  'yanglao',
  'mile',
  'miloushi',
  'milesh',
  'yunnan',
  'zhongguo',
  'china',
  'changeme',
  'secret',
  'qwerty',
  'asdf',
  'zxcv',
  'abc',
  'test',
  'guest',
  'user',
];

/** A word, or several, and what is put around it to fill the length: digits, a year, signs. */
const FILLED = new RegExp(
  `^[\\d\\W_]*(?:${WORDS.map((word) => word.replaceAll('@', '[@a]')).join('|')})+[\\d\\W_]*$`,
);

/** Whether a password is among the first that are tried: blanks, one sign, a run, a common word with digits, the name. */
export function isGuessed(password: string, userId: string): boolean {
  const text = password.normalize('NFKC').toLowerCase().trim();
  const core = text.replace(/[\d\W_]+$/, '').replace(/^[\d\W_]+/, '');
  if (text === '' || new Set(text).size < 4) return true;
  if (core === userId.toLowerCase() || text.replaceAll(userId.toLowerCase(), '') === '') return true;
  if (RUNS.some((run) => run.includes(text) || isRepeated(text, run))) return true;
  return FILLED.test(text);
}

/** A short run written several times: 123412341234. */
function isRepeated(text: string, run: string): boolean {
  for (let length = 3; length <= text.length / 2; length += 1) {
    const piece = text.slice(0, length);
    if (run.includes(piece) && piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}
