import { expect, test } from 'vitest';
import { maskFault } from './mask-fault.ts';

test('a fault that quotes a value shows neither number nor account nor full name', () => {
  expect(maskFault(`Conversion Error: Could not convert string '普国珍' to INT64`)).toContain("'普**'");
  expect(maskFault('{"msg":"Could not convert string \\"普国珍\\" to INT64"}')).not.toContain('普国珍');
  expect(maskFault("string '532526195001019967' and '6231900000000000121'")).toBe(
    "string '532526********9967' and '***************0121'",
  );
});

test('names of files stay readable: a fault must say where it happened', () => {
  const text = 'IO Error: Cannot open file "/var/hedui/inbox/2022年8月花名册.csv"';
  expect(maskFault(text)).toBe(text);
});
