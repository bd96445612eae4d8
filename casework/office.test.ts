import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainFor } from './approval-chain.ts';
import { termFrom } from './clocks/term.ts';
import { openOffice } from './office.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hedui-office-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function withSettings(text: string) {
  writeFileSync(join(home, 'hedui.yaml'), text);
  return openOffice(home);
}

test('without settings the shipped chains and clocks hold', () => {
  const office = openOffice(home);
  expect(office.notice_prefix).toBe('弥人社追');
  expect(chainFor(office.chains, 'decision', 1)?.chain_id).toBe('small-decision');
});

test('an office’s own term stands before the shipped one, and its own chains replace the shipped ones', () => {
  const office = withSettings(`
office: 某市
casework:
  notice_prefix: 某人社追
  clocks:
    - {clock: pay-by, title: {zh: 缴款期限, en: pay by}, starts: served_on, unit: days, count: 15, rolls_over: false,
       basis: 本单位规定, valid_from: 2022-01-01, valid_to: null, checked_on: 2022-01-01}
  approval_chains:
    - chain_id: own
      title: 两级
      documents: [decision, write-off, refund, revocation]
      steps:
        - {act: prepare, title: 制单, role: investigator}
        - {act: sign, title: 签字, role: manager}
`);
  expect(termFrom(office.clocks, 'pay-by', '2022-10-01')?.due_on).toBe('2022-10-16');
  expect(termFrom(office.clocks, 'pay-by', '2021-10-01')?.due_on).toBe('2021-11-01');
  expect(chainFor(office.chains, 'refund', 1)?.chain_id).toBe('own');
});

test.each([
  ['a misspelt key', 'casework: {notice_prefx: 某}'],
  [
    'a chain of one step',
    'casework: {approval_chains: [{chain_id: a, title: a, documents: [decision], steps: [{act: prepare, title: a, role: investigator}]}]}',
  ],
  [
    'an unknown role',
    'casework: {approval_chains: [{chain_id: a, title: a, documents: [decision], steps: [{act: prepare, title: a, role: boss}, {act: sign, title: a, role: boss}]}]}',
  ],
  [
    'a second making',
    'casework: {approval_chains: [{chain_id: a, title: a, documents: [decision], steps: [{act: prepare, title: a, role: investigator}, {act: prepare, title: a, role: investigator}]}]}',
  ],
])('settings with %s are refused with the place', (_what, text) => {
  expect(() => withSettings(text)).toThrow(expect.objectContaining({ code: 'settings-invalid' }));
});
