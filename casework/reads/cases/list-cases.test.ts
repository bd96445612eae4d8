import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../../tests/support/sample-office.ts';
import { rebuildCasebook } from '../../casebook/rebuild.ts';
import { checkCasebook } from '../proof/check-casebook.ts';
import { countCases, listCases } from './list-cases.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
  const names = ['李一', '李二', '欧阳三', '李四', '王五'];
  const findings = names.map((name, n) =>
    sampleFinding({ person_id: `p${n}`, name, township: n % 2 === 0 ? '竹园镇' : '虹溪镇' }),
  );
  sample.run(findings);
  bringToService(sample, 'C00000002');
});
afterEach(() => sample.close());

function names(filter: Parameters<typeof listCases>[2], page = { limit: 50 }) {
  return listCases(sample.ledger, 'program', filter, page).map((row) => row.name);
}

test('cases are found by the beginning of a name, by a whole notice number, and by state and place', () => {
  expect(names({ text: '李' })).toEqual(['李一', '李二', '李四']);
  expect(names({ text: '弥人社追〔2022〕1号' })).toEqual(['李二']);
  expect(names({ text: '弥人社追〔2022〕' })).toEqual([]);
  expect(names({ status: ['new'], township: '虹溪镇' })).toEqual(['李四']);
  expect(names({ assignee: 'li', is_open: true })).toEqual(['李二']);
  expect(names({ rule_id: 'deceased/paid-after-death', is_unassigned: true })).toHaveLength(4);
});

test('pages follow one another without a gap or a repeat', () => {
  const seen: string[] = [];
  for (let after = 0; ; ) {
    const page = listCases(sample.ledger, 'program', {}, { limit: 2, after });
    if (page.length === 0) break;
    seen.push(...page.map((row) => row.name));
    after = page.at(-1)?.case_number ?? 0;
  }
  expect(seen).toEqual(['李一', '李二', '欧阳三', '李四', '王五']);
  expect(countCases(sample.ledger, 'program')).toBe(5);
});

test('a casebook that was altered by hand is found out, and built again from the events', () => {
  sample.ledger.db.exec(
    `update case_state set status = 'repaid', is_finished = 1 where case_id = 'C00000003'`,
  );
  sample.ledger.db.exec(
    `update case_state set assessed_fen = assessed_fen + 1, outstanding_fen = outstanding_fen + 1 where case_id = 'C00000002'`,
  );
  expect(checkCasebook(sample.ledger)).toEqual({
    cases: 5,
    differing: ['C00000002', 'C00000003'],
    totals_tie: false,
  });
  rebuildCasebook(sample.ledger);
  expect(checkCasebook(sample.ledger)).toEqual({ cases: 5, differing: [], totals_tie: true });
});

test('the ledger itself refuses a row whose money does not tie', () => {
  expect(() =>
    sample.ledger.db.exec(`update case_state set repaid_fen = 1 where case_id = 'C00000002'`),
  ).toThrow(/CHECK/);
});
