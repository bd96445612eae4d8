/** What was done to a number before it was judged; kept beside the raw value. */
export type CleaningNote =
  | 'full-width'
  | 'formula-quotes'
  | 'invisible'
  | 'spaces'
  | 'apostrophe'
  | 'hyphen'
  | 'homoglyph'
  | 'lower-case-x'
  | 'decimal-zero'
  | 'label';

export interface Cleaned {
  text: string;
  notes: CleaningNote[];
}

const MISSING = new Set(
  [
    ...[
      '',
      '无',
      '没有',
      '无证',
      '无号',
      '无身份证',
      '无身份证号',
      '无证件',
      '不详',
      '不祥',
      '不明',
      '未知',
      '空',
    ],
    ...[
      '暂无',
      '暂缺',
      '缺',
      '缺失',
      '待补',
      '待查',
      '待定',
      '未填',
      '未登记',
      '未提供',
      '未办',
      '未办理',
      '同上',
      '略',
    ],
    ...['/', '\\', '.', '。', '?', '??', '???', '、', '_', 'X', '#N/A', '#REF!', '#VALUE!', '#NAME?'],
    ...['NULL', '(NULL)', '<NULL>', 'NONE', 'NAN', 'NIL', 'NA', 'N/A', 'UNDEFINED', 'UNKNOWN'],
  ].map((word) => word.toUpperCase()),
);

type Step = readonly [CleaningNote, RegExp, string];

// Order matters: quotes of a CSV formula stand outside what the later steps strip.
const STEPS: readonly Step[] = [
  // Zero-width characters, direction marks, byte-order mark, variation selectors, control characters.
  ['invisible', /[\p{Cf}\p{Mn}]|(?!\s)\p{Cc}/gu, ''],
  ['spaces', /[\s\u2800\u3164]/gu, ''],
  ['formula-quotes', /^="(.*)"$/u, '$1'],
  ['apostrophe', /['"`´‘’‚‛“”′‵ʹʼˈ]/gu, ''],
  ['hyphen', /[-‐‑‒–—―−﹣⁃ー]/gu, ''],
  // Cyrillic, Greek and the signs that an input method offers for X; none of them can mean anything else here.
  ['homoglyph', /[ХхΧχ×✕✖╳⨯⨉✗✘]/gu, 'X'],
  ['lower-case-x', /x/g, 'X'],
  // A spreadsheet's number turned into text; the zeros carry nothing.
  ['decimal-zero', /^(\d{14,19})\.0{1,2}$/, '$1'],
];

/**
 * Removes what cannot be part of a number and says what it removed. Letters that look like digits (O, l) stay:
 * turning them into digits would be a repair, and repairs are proposed, not made.
 */
export function cleanResidentId(raw: string): Cleaned {
  const notes: CleaningNote[] = [];
  let text = raw.normalize('NFKC');
  // NFKC also turns a no-break space into a blank, which the next step reports for what it is.
  if (text !== raw && /[^\s\u3000]/u.test(changedCharacters(raw))) notes.push('full-width');
  for (const [note, pattern, replacement] of STEPS) {
    const next = text.replace(pattern, replacement);
    if (next !== text) notes.push(note);
    text = next;
  }
  return { text: text.toUpperCase(), notes };
}

function changedCharacters(raw: string): string {
  return Array.from(raw)
    .filter((character) => character.normalize('NFKC') !== character)
    .join('');
}

/** What people write before or behind a number in its own cell; of 监护人身份证 the number is another's. */
const LABEL =
  '(?:(?:居民|公民|本人|二代)?(?:身份证|身份)(?:证件)?(?:号码|号|码)?|(?:有效)?证件(?:号码|号)?|社会?保障?号码?|SFZH?M?|ID(?:CARD)?(?:NO|NUMBER)?)';
const LABELLED = new RegExp(
  `^[(\\[【]?(?:${LABEL}(?:[为是:=.])?)?[)\\]】]?[:.,。、;]*(\\d{17}[\\dX])[:.,。、;]*(?:[(\\[【]?${LABEL}[)\\]】]?)?[)\\]】]?[.,。、;]*$`,
);

/** The one number of eighteen characters in a cleaned cell that holds a word for it or a full stop beside; null for any other cell. */
export function withoutLabel(cleaned: string): string | null {
  return LABELLED.exec(cleaned)?.[1] ?? null;
}

/** Whether a cell says that there is no number; a run of zeros shorter than any number says so too. */
export function saysMissing(cleaned: string): boolean {
  return MISSING.has(cleaned) || (cleaned.length < 15 && /^0+(\.0+)?$/.test(cleaned));
}
