import { expect, test } from 'vitest';
import { isValidSocialCreditCode } from './social-credit-code.ts';

test.each([
  // a worked example that is often printed with the standard
  ['91350100M000100Y43', true],
  ['91350100M000100Y44', false],
  ['91350100M000100Y4', false],
  ['9135010OM000100Y43', false],
  ['532526195002039979', false],
])('the code %s: %s', (code, isValid) => {
  expect(isValidSocialCreditCode(code)).toBe(isValid);
});
