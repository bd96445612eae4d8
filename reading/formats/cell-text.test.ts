import { describe, expect, test } from 'vitest';
import { isDateFormatCode, keepsItsDigits, numberText, paddedText, serialDateText } from './cell-text.ts';

describe('numbers of spreadsheets as text', () => {
  test.each([
    ['7', '7'],
    ['7.0', '7'],
    ['118.50', '118.5'],
    ['-5', '-5'],
    ['532526195001019918', '532526195001019918'],
    ['9007199254740991', '9007199254740991'],
    ['5.32526195E+8', '532526195'],
    ['1E-3', '0.001'],
    ['218.00000000000003', '218.00000000000003'],
  ])('%s is %s', (stored, text) => {
    expect(numberText(stored)).toBe(text);
  });

  test.each([
    ['by a spreadsheet', '5.3252619500101E+17', '5.32526195001010E+17'],
    ['with one digit more than a spreadsheet keeps', '5.325261950010199E+17', '5.32526195001019E+17'],
    ['with all the digits of its floating-point number', '532526195001019904', '5.32526195001019E+17'],
    ['with the shortest digits of it', '532526195001019900', '5.32526195001019E+17'],
    ['as a little less than it was', '5.3252619460707098E+17', '5.32526194607071E+17'],
    ['of an account', '6.2218800123456783E18', '6.22188001234567E+18'],
  ])('a long number written %s keeps fifteen digits, and can be nobody’s', (_how, stored, text) => {
    expect(numberText(stored)).toBe(text);
  });

  test('a sheet with a number that no floating-point number gives keeps all its digits', () => {
    expect(keepsItsDigits('532526195001019918')).toBe(true);
    expect(keepsItsDigits('532526195001019904')).toBe(false);
    expect(numberText('532526195001019904', true)).toBe('532526195001019904');
  });

  test('a format of zeros only keeps the leading zeros of a code', () => {
    expect(paddedText('123', '000000')).toBe('000123');
    expect(paddedText('123', '0.00')).toBe('123');
  });
});

describe('dates of spreadsheets as text', () => {
  test.each([
    [44712, false, '2022-05-31'],
    [44712.354166666664, false, '2022-05-31 08:30:00'],
    [0.5, false, '12:00:00'],
    [43250, true, '2022-05-31'],
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [61, false, '1900-03-01'],
    [-1, false, null],
  ])('serial %d (1904: %s) is %s', (serial, is1904, text) => {
    expect(serialDateText(serial, is1904)).toBe(text);
  });

  test.each([
    ['yyyy"年"m"月"', true],
    ['[$-804]yyyy-mm-dd', true],
    ['[h]:mm', true],
    ['General', false],
    ['#,##0.00"元"', false],
    ['[Red]0.00', false],
    ['"days" 0', false],
  ])('the format %s shows a date: %s', (code, isDate) => {
    expect(isDateFormatCode(code)).toBe(isDate);
  });
});
