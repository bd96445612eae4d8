/** Money is an integer number of fen everywhere; yuan exist only in what is read and what is shown. */
export type Fen = number;

/** How far from a whole fen a spreadsheet's sum may stray, in fen (a millionth of a yuan). */
const NOISE_FEN = 1e-4;

const AMOUNT = /^(?<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?<fraction>\d*))?$/;

/** Digits that a unit moves the point by. */
const PLACES_OF: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4 };

/** 0.1356万元: figures, and the unit they are written in. */
const IN_UNIT = /^(?<figures>[^百千万]*\d\.(?<fraction>\d+))(?<unit>[百千万])元(?<rest>整?)$/;

/**
 * Reads an amount in yuan as offices write it, exactly; null for blanks and for everything that is not plainly
 * one amount. `0.1356万元` reaches the yuan and is read; `1.2万` and `1.2万元` are refused: whoever writes so has rounded.
 */
export function parseFen(text: string | null): Fen | null {
  if (text === null) return null;
  const bare = text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}'’]/gu, '')
    .replace(/[‐‑‒–—−]/g, '-');
  const {
    figures = '',
    fraction: written = '',
    unit = '',
    rest: end = '',
  } = IN_UNIT.exec(bare)?.groups ?? {};
  if (unit !== '') {
    const places = PLACES_OF[unit]!;
    return written.length < places ? null : parseFen(`${withPointMoved(figures, places)}元${end}`);
  }
  const { isNegative, rest } = takeSign(bare);
  const match = AMOUNT.exec(rest);
  const { whole, fraction = '' } = match?.groups ?? {};
  if (!match) return fromCapitals(bare);
  if (whole === undefined && fraction === '') return null;
  const fen = toFen(whole?.replaceAll(',', '') ?? '0', fraction);
  if (fen === null || fen === 0) return fen;
  return isNegative ? -fen : fen;
}

/** 0.4792 of ten thousand are 4792. Separators stay where they show that there is more than one amount. */
export function withPointMoved(text: string, places: number): string {
  return text
    .normalize('NFKC')
    .replace(/(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?/, (_amount, whole: string, part = '') => {
      const digits = part.padEnd(places, '0');
      return `${whole.replaceAll(',', '')}${digits.slice(0, places)}.${digits.slice(places)}`;
    });
}

/** Takes off sign, brackets of a bookkeeper's minus, and the words and signs of the currency. */
function takeSign(text: string): { isNegative: boolean; rest: string } {
  const bracketed = /^\((.+)\)$/.exec(text);
  const inner = bracketed?.[1] ?? text;
  const match = /^([-+]?)(?:人民币|RMB|CNY|¥)?([-+]?)(.*?)(?:元|圆)?(?:整|正|档)?$/i.exec(inner);
  const signs = `${match?.[1] ?? ''}${match?.[2] ?? ''}`;
  // Two signs, or a sign inside brackets, can be read both ways.
  if (signs.length > (bracketed ? 0 : 1)) return { isNegative: false, rest: '' };
  return { isNegative: bracketed !== null || signs === '-', rest: match?.[3] ?? '' };
}

function toFen(whole: string, fraction: string): Fen | null {
  const below = Number(`0.${fraction.slice(2) || '0'}`);
  const isUp = below >= 1 - NOISE_FEN;
  if (below > NOISE_FEN && !isUp) return null;
  const fen = Number(whole + fraction.slice(0, 2).padEnd(2, '0')) + (isUp ? 1 : 0);
  return Number.isSafeInteger(fen) ? fen : null;
}

function assertFen(fen: number): void {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`);
}

/** Yuan with two decimals and thousands separated: 123450 is `1,234.50`. */
export function formatYuan(fen: Fen): string {
  assertFen(fen);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

const CAPITALS = '零壹贰叁肆伍陆柒捌玖';
const SECTIONS = [
  [100_000_000, '亿'],
  [10_000, '万'],
] as const;
const PLACES = [
  [1000, '仟'],
  [100, '佰'],
  [10, '拾'],
  [1, ''],
] as const;

const FIGURES: ReadonlyMap<string, string> = new Map(
  [
    '〇零',
    '一壹',
    '二贰',
    '两贰',
    '三叁',
    '四肆',
    '五伍',
    '六陆',
    '七柒',
    '八捌',
    '九玖',
    '十拾',
    '百佰',
    '千仟',
    '圆元',
    '正整',
  ].map(([plain, capital]) => [plain!, capital!] as const),
);

/** What an amount in characters says: only what `toCapitals` writes, in its capitals or in everyday figures. */
function fromCapitals(text: string): Fen | null {
  const capitals = [...text.replace(/^人民币/, '')].map((one) => FIGURES.get(one) ?? one).join('');
  const parts =
    /^(?:(?<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?(?:(?<jiao>[壹贰叁肆伍陆柒捌玖])角)?(?:(?<cents>[壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(
      capitals,
    )?.groups;
  if (parts === undefined || !/[元角分]/.test(capitals)) return null;
  const digit = (one: string | undefined): number => (one === undefined ? 0 : CAPITALS.indexOf(one));
  const fen = readPlaces(parts.yuan ?? '零') * 100 + digit(parts.jiao) * 10 + digit(parts.cents);
  const whole = (written: string): string => written.replace(/整$/, '').replace(/^拾/, '壹拾');
  return Number.isSafeInteger(fen) && whole(toCapitals(fen)) === whole(capitals) ? fen : null;
}

/** The whole number that figures and places say, whatever their order: what is not as it should be written is seen afterwards. */
function readPlaces(text: string): number {
  for (const [unit, word] of [...SECTIONS, ...PLACES]) {
    const [above, below] = word === '' ? [text] : text.split(word, 2);
    if (below !== undefined) return (above === '' ? 1 : readPlaces(above!)) * unit + readPlaces(below);
  }
  return Math.max(0, CAPITALS.indexOf(text.replaceAll('零', '') || '零'));
}

/**
 * The amount in the capitals that notices and receipts need, as the People's Bank
 * lays down: 整 closes an amount without 角 and 分, and a zero between digits is read once.
 */
export function toCapitals(fen: Fen): string {
  assertFen(fen);
  const amount = Math.abs(fen);
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor((amount % 100) / 10);
  const cents = amount % 10;
  let text = yuan > 0 || amount === 0 ? `${integerCapitals(yuan) || '零'}元` : '';
  if (jiao > 0) text += `${CAPITALS[jiao]}角`;
  else if (cents > 0 && yuan > 0) text += '零';
  text += cents > 0 ? `${CAPITALS[cents]}分` : '';
  if (jiao === 0 && cents === 0) text += '整';
  return (fen < 0 ? '负' : '') + text;
}

function integerCapitals(value: number): string {
  for (const [unit, word] of SECTIONS) {
    if (value < unit) continue;
    const rest = value % unit;
    const gap = rest > 0 && rest < unit / 10 ? '零' : '';
    return `${integerCapitals(Math.floor(value / unit))}${word}${gap}${integerCapitals(rest)}`;
  }
  return sectionCapitals(value);
}

/** A number below ten thousand, without leading zero; nothing for zero. */
function sectionCapitals(value: number): string {
  let text = '';
  let rest = value;
  for (const [unit, word] of PLACES) {
    const digit = Math.floor(rest / unit);
    rest %= unit;
    if (digit > 0) text += CAPITALS[digit]! + word;
    else if (text !== '' && rest > 0 && !text.endsWith('零')) text += '零';
  }
  return text;
}
