import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validResidentId } from '../../tests/support/arbitrary-resident-id.ts';
import { checkDigit, isValidResidentId, parseResidentId, upgradeFifteen } from './index.ts';

const LI = `53252619480906996${checkDigit('53252619480906996')}`;

function withCheck(first17: string): string {
  return first17 + checkDigit(first17);
}

/** The same 17 digits with a check digit that cannot be right. */
function withWrongCheck(first17: string): string {
  return first17 + (checkDigit(first17) === '1' ? '2' : '1');
}

describe('a valid number', () => {
  test('the check digit of the national standard’s own example is X', () => {
    expect(checkDigit('11010519491231002')).toBe('X');
    expect(checkDigit('44052418800101001')).toBe('4');
  });

  test('tells birth date, sex and place', () => {
    expect(parseResidentId(withCheck('53252619480906997'))).toMatchObject({
      kind: 'valid',
      reason: null,
      born_on: '1948-09-06',
      sex: 'male',
      region: '532526',
      notes: [],
    });
    expect(parseResidentId(LI).sex).toBe('female');
  });

  test('every well-formed number parses to itself', () => {
    fc.assert(
      fc.property(validResidentId, (id) => {
        const parsed = parseResidentId(id);
        expect([parsed.kind, parsed.resident_id, parsed.reason]).toEqual(['valid', id, null]);
        expect(parsed.born_on?.replaceAll('-', '')).toBe(id.slice(6, 14));
      }),
    );
  });

  test('any single wrong digit makes it invalid', () => {
    fc.assert(
      fc.property(validResidentId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, index, shift) => {
        const digit = (Number(id[index]) + shift) % 10;
        expect(isValidResidentId(id.slice(0, index) + digit + id.slice(index + 1))).toBe(false);
      }),
    );
  });

  test('a word for the number, or a full stop, beside a valid one in its cell is none of it', () => {
    const cells = [
      '身份证',
      '身份证号：',
      '居民身份证号码:',
      '证件号码 ',
      '公民身份号码',
      '(身份证)',
      '身份证号为',
      'sfzh:',
      'ID: ',
      '社保号',
    ];
    for (const cell of [
      ...cells.map((label) => label + LI),
      `${LI}。`,
      `${LI}.`,
      `${LI}；`,
      `（${LI}）`,
      `${LI}（身份证）`,
    ]) {
      const parsed = parseResidentId(cell);
      expect([cell, parsed.kind, parsed.resident_id, parsed.notes.includes('label')]).toEqual([
        cell,
        'valid',
        LI,
        true,
      ]);
    }
  });

  test('a number with words beside it that may make it another’s, or that is not valid, stays impossible', () => {
    const wrong = withWrongCheck('53252619480906996');
    const cells = [
      `监护人身份证${LI}`,
      `配偶${LI}`,
      `${LI}(已死亡)`,
      `身份证${wrong}`,
      `身份证号1${LI}`,
      `身份证${LI}${LI}`,
      `张三${LI}`,
      `${LI}旧`,
    ];
    for (const cell of cells) expect([cell, parseResidentId(cell).kind]).toEqual([cell, 'invalid']);
  });

  test('mainland residents of Hong Kong, Macao and Taiwan and foreigners with a permanent card are not accused', () => {
    for (const region of ['810000', '820000', '830000', '953156']) {
      expect(parseResidentId(withCheck(`${region}19700101996`)).kind).toBe('valid');
    }
  });
});

describe('a number that only needs cleaning is never accused', () => {
  const dirty: [string, string, string][] = [
    ['full-width digits', 'full-width', toFullWidth(LI)],
    ['spaces between groups', 'spaces', `${LI.slice(0, 6)} ${LI.slice(6, 14)}  ${LI.slice(14)} `],
    ['a no-break space', 'spaces', `\u00a0${LI}`],
    ['an ideographic space', 'spaces', `${LI}\u3000`],
    ['a tab and a line break', 'spaces', `\t${LI}\r\n`],
    ['a zero-width space and a byte-order mark', 'invisible', `\ufeff${LI}\u200b`],
    ['a left-to-right mark', 'invisible', `\u200e${LI}\u202c`],
    ['a leading apostrophe', 'apostrophe', `'${LI}`],
    ['a typographic apostrophe', 'apostrophe', `’${LI}`],
    ['a formula that keeps text as text', 'formula-quotes', `="${LI}"`],
    ['hyphens', 'hyphen', `${LI.slice(0, 6)}-${LI.slice(6, 14)}–${LI.slice(14)}`],
    ['the decimal zero of a spreadsheet number', 'decimal-zero', `${LI}.0`],
  ];

  test.each(dirty)('%s', (_what, note, raw) => {
    const parsed = parseResidentId(raw);
    expect(parsed).toMatchObject({ raw, kind: 'valid', reason: null });
    expect(parsed.notes).toContain(note);
  });

  test.each([
    ['x', 'lower-case-x'],
    ['х', 'homoglyph'],
    ['Х', 'homoglyph'],
    ['×', 'homoglyph'],
    ['Χ', 'homoglyph'],
    ['Ｘ', 'full-width'],
    ['ｘ', 'lower-case-x'],
  ])('a last character %s means X', (letter, note) => {
    const parsed = parseResidentId(`11010519491231002${letter}`);
    expect(parsed).toMatchObject({ kind: 'valid', resident_id: '11010519491231002X' });
    expect(parsed.notes).toContain(note);
  });

  test('whatever harmless characters are strewn in, the number stays the same', () => {
    const noise = fc.constantFrom(' ', '\u00a0', '\u3000', '\u200b', '\u200e', '\ufeff', "'", '-', '\t');
    fc.assert(
      fc.property(validResidentId, fc.array(fc.tuple(fc.nat(18), noise), { minLength: 1 }), (id, strewn) => {
        let raw = id;
        for (const [at, character] of strewn) raw = raw.slice(0, at) + character + raw.slice(at);
        expect(parseResidentId(raw)).toMatchObject({ raw, kind: 'valid', resident_id: id });
        expect(parseResidentId(raw).notes).not.toEqual([]);
      }),
    );
  });
});

describe('an impossible number has one reason, the first that holds', () => {
  test.each([
    ['a letter O for a zero', '53252619480906O96X', 'characters'],
    ['masked digits', '532526********996X', 'characters'],
    ['scientific notation', '5.32526194809069E+17', 'excel-truncated'],
    ['scientific notation with another point', '5,3E+17', 'excel-truncated'],
    ['scientific notation without decimals behind its point', '5.E+017', 'excel-truncated'],
    ['X anywhere but at the end', '5325261948X9069960', 'characters'],
    ['a first-generation number', '532526480906996', 'fifteen-digit'],
    ['a first-generation number with an impossible date', '532526481306996', 'fifteen-digit'],
    ['a digit too few', LI.slice(0, 17), 'length'],
    ['a digit too many', `${LI}1`, 'length'],
    ['fifteen characters ending in X', '53252648090699X', 'length'],
    ['a number that lost its last three digits in a spreadsheet', '532526194809069000', 'excel-truncated'],
    ['a truncated number whose date is impossible as well', '532526194813079000', 'excel-truncated'],
    ['the thirtieth of February', withCheck('53252619480230996'), 'birth-date'],
    ['the 29th of February of a common year', withCheck('53252619490229996'), 'birth-date'],
    ['the 29th of February 1900', withCheck('53252619000229996'), 'birth-date'],
    ['a birth in 1879', withCheck('53252618791231996'), 'birth-date'],
    ['a birth in 2101', withCheck('53252621010101996'), 'birth-date'],
    ['an impossible date in an unknown place', withWrongCheck('99999919480230996'), 'birth-date'],
    ['a place that never existed', withCheck('99999919480906996'), 'region'],
    ['an unknown place and a wrong check digit', withWrongCheck('53259919480906996'), 'region'],
    ['a wrong check digit', withWrongCheck('53252619480906996'), 'check-digit'],
    ['X where the check digit is another', `${LI.slice(0, 17)}X`, 'check-digit'],
  ])('%s', (_what, raw, reason) => {
    const parsed = parseResidentId(raw);
    expect(parsed.reason).toBe(reason);
    expect(parsed.kind).toBe(reason === 'fifteen-digit' ? 'fifteen' : 'invalid');
  });

  test('of fifteen digits in scientific notation the birth and the place are known', () => {
    expect(parseResidentId('5.32526194809069E+17')).toMatchObject({
      cleaned: '532526194809069000',
      resident_id: null,
      born_on: '1948-09-06',
      region: '532526',
      sex: null,
    });
  });

  test('a number that ends in 000 and passes its check was not truncated', () => {
    const births = Array.from({ length: 28 }, (_, day) => `194809${String(day + 1).padStart(2, '0')}`);
    const honest = births.map((birth) => withCheck(`532526${birth}900`)).find((id) => id.endsWith('000'));
    expect(honest).toBeDefined();
    expect(parseResidentId(honest!)).toMatchObject({ kind: 'valid', reason: null });
  });

  test('the 29th of February of a leap year and the edges of the range are possible', () => {
    for (const day of ['19480229', '20000229', '18800101', '21001231']) {
      expect(parseResidentId(withCheck(`532526${day}996`)).kind).toBe('valid');
    }
  });

  test('what the digits still tell is kept: date, sex and place of a wrong check digit, no sex of a truncated one', () => {
    expect(parseResidentId(withWrongCheck('53252619480906997'))).toMatchObject({
      resident_id: null,
      born_on: '1948-09-06',
      sex: 'male',
      region: '532526',
    });
    expect(parseResidentId('532526194809069000')).toMatchObject({ born_on: '1948-09-06', sex: null });
    expect(parseResidentId(withCheck('53252619480230996')).born_on).toBeNull();
    expect(parseResidentId(withCheck('99999919480906996')).region).toBeNull();
  });

  test('no text makes the reader throw, and each has a reason, a number or nothing to judge', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\dXx*. -]{0,20}$/)), (raw) => {
        const parsed = parseResidentId(raw);
        expect(parsed.reason === null).toBe(parsed.kind === 'valid' || parsed.kind === 'missing');
        if (parsed.resident_id !== null) expect(isValidResidentId(parsed.resident_id)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('no number at all', () => {
  test.each([
    null,
    '',
    '  ',
    '\u3000',
    '无',
    '不详',
    '暂无',
    '未知',
    '0',
    '0.0',
    '/',
    '-',
    '——',
    'NULL',
    'null',
    'N/A',
  ])('%j says that there is none', (raw) => {
    expect(parseResidentId(raw)).toMatchObject({ raw, kind: 'missing', reason: null, resident_id: null });
  });
});

describe('a first-generation number', () => {
  test('is upgraded with the century 19 when its date and place hold', () => {
    expect(parseResidentId('532526480906996')).toMatchObject({
      kind: 'fifteen',
      reason: 'fifteen-digit',
      resident_id: LI,
      born_on: '1948-09-06',
      sex: 'female',
    });
    expect(upgradeFifteen('532526481306996')).toBeNull();
    expect(upgradeFifteen('999999480906996')).toBeNull();
    expect(upgradeFifteen('53252648090699X')).toBeNull();
  });

  test('is the 18-digit number without century and check digit', () => {
    fc.assert(
      fc.property(validResidentId, (id) => {
        const modern = withCheck(`${id.slice(0, 6)}19${id.slice(8, 17)}`);
        fc.pre(isValidResidentId(modern));
        expect(upgradeFifteen(modern.slice(0, 6) + modern.slice(8, 17))).toBe(modern);
      }),
    );
  });
});

function toFullWidth(text: string): string {
  return Array.from(text, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
}
