import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatYuan, parseFen, toCapitals } from './money.ts';

describe('reading an amount', () => {
  test.each([
    ['218', 21800],
    ['218.0', 21800],
    ['218.', 21800],
    ['218.5', 21850],
    ['.5', 50],
    ['0', 0],
    ['0.00', 0],
    ['-0', 0],
    ['1,234.50', 123450],
    ['1，234．50', 123450],
    ['1,234,567', 123456700],
    ['￥218元', 21800],
    ['¥ 218.00', 21800],
    ['218.00 元', 21800],
    ['人民币218元整', 21800],
    ['RMB218.00', 21800],
    ['２１８．００', 21800],
    ['\u00a0218.00\u3000', 21800],
    ["'218.00", 21800],
    ['−5.00', -500],
    ['－5.00', -500],
    ['-5', -500],
    ['¥-5.00', -500],
    ['-¥5.00', -500],
    ['+5.00', 500],
    ['(5.00)', -500],
    ['（5.00元）', -500],
    ['218.00000000000003', 21800],
    ['217.99999999999997', 21800],
    ['0.30000000000000004', 30],
    ['218.0000001', 21800],
    ['218.000000', 21800],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['300元档', 30000],
    ['壹仟叁佰伍拾陆元整', 135600],
    ['人民币肆仟零玖拾贰圆伍角正', 409250],
    ['一千三百五十六元', 135600],
    ['拾元零伍分', 1005],
    ['十二万零三百元', 12030000],
  ])('%s', (text, fen) => {
    expect(parseFen(text)).toBe(fen);
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' 　'],
    ['a dash', '-'],
    ['ten thousands', '1.2万'],
    ['half a fen', '218.005'],
    ['a thousandth of a yuan', '218.001'],
    ['a stray just too far from a fen', '218.000002'],
    ['misplaced separators', '12,34.50'],
    ['a decimal comma', '218,5'],
    ['two points', '1.234.50'],
    ['two signs', '-(5.00)'],
    ['a sign in brackets', '(-5.00)'],
    ['a sum in scientific notation', '2.18E+02'],
    ['characters without their unit', '二百'],
    ['characters in disorder', '百二元'],
    ['a zero that is missing', '一千五十元'],
    ['a currency without amount', '￥元'],
    ['another currency', '$218'],
    ['two amounts', '113/5'],
    ['more fen than can be counted exactly', '90071992547409.92'],
  ])('%s is refused: %s', (_what, text) => {
    expect(parseFen(text)).toBeNull();
  });

  test('null is no amount', () => {
    expect(parseFen(null)).toBeNull();
  });

  test('what is shown is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        expect(parseFen(formatYuan(fen))).toBe(fen);
        if (fen >= 0) expect(parseFen(toCapitals(fen))).toBe(fen);
      }),
    );
  });

  test('the noise that a spreadsheet’s sums carry never costs a fen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 60 }),
        (amounts) => {
          const sum = amounts.reduce((total, fen) => total + fen / 100, 0);
          expect(parseFen(String(sum))).toBe(amounts.reduce((total, fen) => total + fen, 0));
        },
      ),
    );
  });
});

test('an amount is shown with two decimals and its thousands apart', () => {
  expect([0, 5, 50, 65400, 123450, 100000000, -500].map(formatYuan)).toEqual([
    '0.00',
    '0.05',
    '0.50',
    '654.00',
    '1,234.50',
    '1,000,000.00',
    '-5.00',
  ]);
  expect(() => formatYuan(0.5)).toThrow(RangeError);
});

describe('capitals', () => {
  test.each([
    [135600, '壹仟叁佰伍拾陆元整'],
    [65400, '陆佰伍拾肆元整'],
    [140950, '壹仟肆佰零玖元伍角'],
    [600714, '陆仟零柒元壹角肆分'],
    [168032, '壹仟陆佰捌拾元叁角贰分'],
    [10700053, '壹拾万柒仟元伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [100000, '壹仟元整'],
    [100100, '壹仟零壹元整'],
    [101000, '壹仟零壹拾元整'],
    [1000100, '壹万零壹元整'],
    [10000000000, '壹亿元整'],
    [10000000100, '壹亿零壹元整'],
    [10001000000, '壹亿零壹万元整'],
    [50, '伍角'],
    [5, '伍分'],
    [0, '零元整'],
    [-65400, '负陆佰伍拾肆元整'],
  ])('%i fen is %s', (fen, capitals) => {
    expect(toCapitals(fen)).toBe(capitals);
  });

  test('a clerk who reads the capitals comes to the same amount', () => {
    const amount = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: -100_000_000, max: 100_000_000 }),
      fc
        .array(fc.constantFrom(0, 0, 0, 1, 9), { maxLength: 15 })
        .map((digits) => Number(digits.join('') || '0')),
    );
    fc.assert(
      fc.property(amount, (fen) => {
        expect(readCapitals(toCapitals(fen))).toBe(fen);
      }),
      { numRuns: 2000 },
    );
  });

  test('no two zeros stand together and none stands before a unit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (fen) => {
        expect(toCapitals(fen)).not.toMatch(fen === 0 ? /零零/ : /零零|零[元角分万亿仟佰拾整]/);
      }),
    );
  });
});

/** Reads capitals left to right as a person does; knows nothing of how they were written. */
function readCapitals(text: string): number {
  const sign = text.startsWith('负') ? -1 : 1;
  const [, yuan = '', jiao, cents] = /^负?(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(text)!;
  const digit = (character: string | undefined) =>
    character ? '零壹贰叁肆伍陆柒捌玖'.indexOf(character) : 0;
  const fen = readInteger(yuan) * 100 + digit(jiao) * 10 + digit(cents);
  return fen === 0 ? 0 : sign * fen;
}

function readInteger(text: string): number {
  for (const [word, unit] of [
    ['亿', 1e8],
    ['万', 1e4],
    ['仟', 1e3],
    ['佰', 100],
    ['拾', 10],
  ] as const) {
    const at = text.lastIndexOf(word);
    if (at >= 0) return readInteger(text.slice(0, at)) * unit + readInteger(text.slice(at + 1));
  }
  const digits = text.replaceAll('零', '');
  return digits === '' ? 0 : '零壹贰叁肆伍陆柒捌玖'.indexOf(digits);
}
