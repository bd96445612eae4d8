import { describe, expect, test } from 'vitest';
import { maskName, maskResidentId } from '../core/mask.ts';
import { compareDigits, differingCharacters, showFirstDifference } from './difference.ts';

describe('characters that differ', () => {
  test('only they are marked, not the whole cell', () => {
    expect(differingCharacters('李桂芬', '李 桂芬')).toEqual({ left: [], right: [[1, 2]] });
    expect(differingCharacters('新哨镇 山心村委会', '新哨镇山心村')).toEqual({
      left: [
        [3, 4],
        [7, 9],
      ],
      right: [],
    });
    expect(differingCharacters('同', '同')).toEqual({ left: [], right: [] });
  });

  test('a rare character of two units counts as one', () => {
    expect(differingCharacters('𠮷田', '吉田')).toEqual({ left: [[0, 2]], right: [[0, 1]] });
  });
});

describe('a mask', () => {
  const masked = (text: string, mask: (text: string) => string) => ({ text, masked: mask(text) });

  test('never hides a difference: the one character is shown on both sides', () => {
    const number = '53252619500309996X';
    const other = '53252619500319996X';
    expect(showFirstDifference(masked(number, maskResidentId), masked(other, maskResidentId))).toEqual({
      left: '532526******0*996X',
      right: '532526******1*996X',
    });
    expect(showFirstDifference(masked('李桂芬', maskName), masked('李桂芳', maskName))).toEqual({
      left: '李*芬',
      right: '李*芳',
    });
  });

  test('shows no more where the difference can be seen already', () => {
    expect(showFirstDifference(masked('李桂芬', maskName), masked('王桂芬', maskName))).toEqual({
      left: '李**',
      right: '王**',
    });
    expect(showFirstDifference(masked('李桂芬', maskName), masked('李桂芬', maskName))).toEqual({
      left: '李**',
      right: '李**',
    });
  });
});

describe('two numbers', () => {
  const compare = (left: string, right: string) =>
    compareDigits(
      { text: left, masked: maskResidentId(left) },
      { text: right, masked: maskResidentId(right) },
    );

  test('two digits swapped are both shown and both marked, and no third', () => {
    expect(compare('532526195003109964', '532526195003019964')).toEqual({
      shown: { left: '532526******109964', right: '532526******019964' },
      left: [[12, 14]],
      right: [[12, 14]],
      count: 2,
    });
  });

  test('of numbers of different people only what is seen is marked, and no more is shown', () => {
    const told = compare('532526195003099964', '532526196211129987');
    expect(told.shown).toEqual({ left: '532526********9964', right: '532526********9987' });
    expect(told.left).toEqual([[16, 18]]);
    expect(told.right).toEqual([[16, 18]]);
  });

  test('where much differs and all of it is hidden, one digit is shown: a mask hides no difference', () => {
    const told = compare('532526195003099964', '532526196211129964');
    expect(told.shown).toEqual({ left: '532526**5*****9964', right: '532526**6*****9964' });
  });

  test('a number with a digit too many is marked where it has it', () => {
    const told = compare('532526195003099964', '5325261950030999964');
    expect(told.count).toBe(1);
  });
});
