import { describe, expect, test } from 'vitest';
import { Masker, maskCell } from './masker.ts';

describe('what may be seen', () => {
  test('a name that was met once is hidden wherever it stands', () => {
    const masker = new Masker(false);
    masker.learn('王秀英');
    expect(masker.text('由王秀英代领')).toBe('由王**代领');
    expect(masker.all({ notes: ['王秀英', 3, null] })).toEqual({ notes: ['王**', 3, null] });
  });

  test('the person’s own name may be shown while all others stay hidden', () => {
    const masker = new Masker(false, ['李桂芬']);
    masker.learn('李桂芬');
    masker.learn('王秀英');
    expect(masker.name('李桂芬')).toBe('李桂芬');
    expect(masker.text('李桂芬与王秀英')).toBe('李桂芬与王**');
  });

  test('a home is no person, and a blank within a name is how it was written', () => {
    const masker = new Masker(false);
    expect(masker.name('弥勒市竹园镇敬老院')).toBe('弥勒市竹园镇敬老院');
    expect(masker.name('李 桂芬')).toBe('李 **');
  });

  test('a header says what its cell holds', () => {
    const masker = new Masker(false);
    expect(maskCell('户名', '王秀英', masker)).toBe('王**');
    expect(maskCell('银行账号', '6231900000000000102', masker)).toBe('***************0102');
    expect(maskCell('联系电话', '13812341234', masker)).toBe('138****1234');
    expect(maskCell('备注', '身份证53252619500309996X', masker)).toBe('身份证532526********996X');
    expect(maskCell('身份证号', '1234', masker)).toBe('****');
  });

  test('facts are hidden by what their keys say', () => {
    expect(
      new Masker(false).facts({ other_name: '王秀英', account_no: '6231900000000000102', months: 3 }),
    ).toEqual({
      other_name: '王**',
      account_no: '***************0102',
      months: 3,
    });
  });
});
