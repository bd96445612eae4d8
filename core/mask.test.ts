import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validResidentId } from '../tests/support/arbitrary-resident-id.ts';
import { maskAccount, maskName, maskResidentId, maskText } from './mask.ts';

test('of a resident id the place and the last four characters stay', () => {
  expect(maskResidentId('53252619480906996X')).toBe('532526********996X');
  expect(maskResidentId('532526480906996')).toBe('532526*****6996');
  expect(maskResidentId('5325261948')).toBe('**********');
  expect(maskResidentId(null)).toBe('');
});

test('of a name the surname stays', () => {
  expect(['李秀英', '李英', '欧阳锋', '欧阳', '李', '阿卜杜·买买提', '𬱖英', ''].map(maskName)).toEqual([
    '李**',
    '李*',
    '欧阳*',
    '欧*',
    '*',
    '阿******',
    '𬱖*',
    '',
  ]);
});

test('of an account the last four digits stay', () => {
  expect(maskAccount('6223690242783673479')).toBe('***************3479');
  expect(maskAccount('6223 6902 4278 3673')).toBe('************3673');
  expect(maskAccount('12345')).toBe('*****');
  expect(maskAccount(null)).toBe('');
});

describe('free text', () => {
  test.each([
    ['第3行 532526194809069964 校验码不符', '第3行 532526********9964 校验码不符'],
    ['person 53252619480906996x not found', 'person 532526********996x not found'],
    ['532526 19480906 9964', '532526********9964'],
    ['532526-1948-0906-9964', '532526********9964'],
    ['５３２５２６１９４８０９０６９９６４', '532526********9964'],
    ['旧证532526480906996已换', '旧证532526*****6996已换'],
    ['账号：6223690242783673479。', '账号：***************3479。'],
    ['6223 6902 4278 3673 479', '***************3479'],
    ['532526 19480906 99641', '532526*********9641'],
    ['id532526194809069964', 'id532526********9964'],
    ['"532526194809069964","6210178039747242895"', '"532526********9964","***************2895"'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  test.each([
    '2022-05-31 08:30:00',
    '13987654321',
    '共 68,000 行，654.00 元',
    '20220531 202205',
    '第 202205 期',
    'da3d0287bc0c0d946ab204364a8a1664abdf58f4d0858b865301000002663e4b',
  ])('dates, telephones, amounts and hashes of files stay legible: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  test('no number of a person survives, whatever stands around it', () => {
    fc.assert(
      fc.property(validResidentId, fc.string(), fc.string(), (id, before, after) => {
        const masked = maskText(`${before}${id}${after}`);
        expect(masked).not.toContain(id);
        expect(masked).not.toContain(id.slice(4, 16));
      }),
    );
  });
});
