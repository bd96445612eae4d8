import { expect, test } from 'vitest';
import { openSampleOffice } from '../../tests/support/sample-office.ts';
import { giveDemoPasswords } from './demo-users.ts';

test('invented users get passwords in a demonstration alone, never beside the people of an office', () => {
  const sample = openSampleOffice();
  try {
    expect(() => giveDemoPasswords(sample.ledger, sample.office, false)).toThrow(
      expect.objectContaining({ code: 'no-demonstration' }),
    );
  } finally {
    sample.close();
  }
});
