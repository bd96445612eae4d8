import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../../core/resident-id/index.ts';
import { describeDifference, numberLevel, readNumber, slips } from './numbers.ts';

const VALID = `53252619480312072${checkDigit('53252619480312072')}`;

describe('a number as received', () => {
  it.each([
    [VALID, 1],
    ['532526480312072', 1],
    [VALID.replace('0312', '0812'), 2],
    [VALID.slice(0, 17), 2],
    [VALID.replaceAll('0', 'O'), 2],
    [`${VALID.slice(0, 15)}000`, 3],
    ['5.32526194803120E+17', 3],
    ['5.32526E+17', 5],
    [`${VALID.slice(0, 6)}********${VALID.slice(14)}`, 4],
    ['******************', 0],
    ['无身份证', 0],
    ['JUNK', 0],
  ])('%s is of kind %i', (raw, kind) => {
    expect(readNumber(raw).kind).toBe(kind);
  });
});

describe('two numbers', () => {
  it.each([
    ['a wrong digit', VALID.replace('0312', '0812'), 7],
    ['two digits transposed', VALID.replace('48', '84'), 7],
    ['letters for digits', VALID.replaceAll('0', 'O'), 7],
    ['a lost digit', VALID.replace('0312', '312'), 7],
    ['a doubled digit', VALID.replace('0312', '03312'), 7],
    ['fifteen digits and a check digit', `532526480312072${VALID.slice(17)}`, 7],
    ['what a spreadsheet left', `${VALID.slice(0, 15)}000`, 6],
    ['a mask', `${VALID.slice(0, 10)}****${VALID.slice(14)}`, 5],
    ['two wrong digits', VALID.replace('1948', '1936'), 4],
    ['scientific notation', '5.32526E+17', 3],
    ['nothing', '不详', 1],
    ['another number', '110101200001010000', 0],
  ])('agree in the degree of %s', (_how, other, level) => {
    expect(numberLevel(readNumber(VALID), readNumber(other))).toBe(level);
    expect(numberLevel(readNumber(other), readNumber(VALID))).toBe(level);
  });

  it('are told apart by the place of the slip', () => {
    const say = (other: string) => describeDifference(readNumber(VALID), readNumber(other));
    expect(say(VALID.replace('0312', '0812'))).toBe('第12位 3→8');
    expect(say(VALID.replace('48', '84'))).toBe('第9、10位颠倒');
    expect(say(`532526480312072${VALID.slice(17)}`)).toBe('16位旧号');
  });

  it('one substitution, loss, addition or swap apart are one slip apart, both ways', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789X'), minLength: 15, maxLength: 18 });
    fc.assert(
      fc.property(digits, fc.nat(13), fc.constantFrom('change', 'lose', 'add', 'swap'), (text, at, slip) => {
        const other = {
          change: `${text.slice(0, at)}${text[at] === '7' ? '1' : '7'}${text.slice(at + 1)}`,
          lose: text.slice(0, at) + text.slice(at + 1),
          add: `${text.slice(0, at)}4${text.slice(at)}`,
          swap: text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
        }[slip];
        expect(slips(text, other, 2)).toBeLessThanOrEqual(1);
        expect(slips(text, other, 2)).toBe(slips(other, text, 2));
      }),
    );
  });
});
