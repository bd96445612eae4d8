import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSampleOffice } from '../../tests/support/sample-office.ts';
import { openOffice, openOfficeLedger } from '../office.ts';
import { giveDemoPasswords } from './demo-users.ts';
import { addUser } from './manage-users.ts';

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

test('a demonstration to which somebody was added stays one', () => {
  const home = mkdtempSync(join(tmpdir(), 'hedui-demonstration-'));
  const office = openOffice(home);
  using ledger = openOfficeLedger(office);
  expect(giveDemoPasswords(ledger, office, false).length).toBeGreaterThan(10);
  const grants = [{ role: 'auditor', level: null, township: null }] as const;
  const added = addUser(
    ledger,
    office,
    { user: 'admin', via: 'test' },
    { user_id: 'new', display_name: '新来', grants },
  );
  expect(added.ok).toBe(true);
  expect(giveDemoPasswords(ledger, office, false)).toHaveLength(2);
  rmSync(home, { recursive: true });
});
