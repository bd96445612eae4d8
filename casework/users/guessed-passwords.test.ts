import { expect, test } from 'vitest';
import { isGuessed } from './guessed-passwords.ts';

test.each([
  '1234567890',
  '          ',
  'aaaaaaaaaaaa',
  'ababababab',
  '123123123123',
  'qwertyuiop',
  '1q2w3e4r5t6y',
  'abcdefghij',
  'Password123',
  'P@ssw0rd2022!',
  'admin12345',
  'shebao2022',
  'Yunnan@2022',
  'zhangmin2022',
  'Aa123456789',
  '1qaz@WSX3edc',
  '!QAZ2wsx#EDC',
  'P@$$w0rd123',
  'Huawei@123',
  'wang123456789',
  'zaq12wsxcde3',
  'a1b2c3d4e5',
  '!@#$%^&*()',
  'sunshine123',
  'yanglaobaoxian',
  'mi le shi 2022',
  'zhangmin zhangmin',
  '13888888888',
  '２０２２年１０月１０日',
  '\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b',
  '2022zhangmin!',
])('%j is among what is tried first', (password) => {
  expect(isGuessed(password, 'zhangmin')).toBe(true);
});

test.each(['Hedui-2022-demo', 'correct horse battery', '雨天带伞去看山川湖海云', 'nine lives of 27 cats'])(
  '%j is somebody’s own',
  (password) => {
    expect(isGuessed(password, 'zhangmin')).toBe(false);
  },
);
