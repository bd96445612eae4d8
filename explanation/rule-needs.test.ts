import { expect, test } from 'vitest';
import { needsOf } from './rule-needs.ts';

const sources = [
  { source: 'account-ledger', title: '个人账户台账', english: 'Ledger', has_arrived: false },
  { source: 'police-death', title: '公安死亡', english: 'Police', has_arrived: true },
];

const needs = [{ any: ['account-ledger'], without: ['台账未到', 'no ledger'] as [string, string] }];
const helped_by = [
  { any: ['police-death', 'cremation'], without: ['看不出死亡', 'no deaths'] as [string, string] },
];

test('a rule says which of its lists has come, and what it cannot do without the others', () => {
  expect(needsOf({ needs, helped_by }, sources)).toEqual([
    {
      sources: [{ title: '个人账户台账', english: 'Ledger', has_arrived: false }],
      is_required: true,
      is_met: false,
      without: { zh: '台账未到', en: 'no ledger' },
    },
    {
      sources: [
        { title: '公安死亡', english: 'Police', has_arrived: true },
        { title: 'cremation', english: 'cremation', has_arrived: false },
      ],
      is_required: false,
      is_met: true,
      without: { zh: '看不出死亡', en: 'no deaths' },
    },
  ]);
});

test('a build of an older Hedui, whose rules name no needs, says nothing of them', () => {
  expect(needsOf({}, sources)).toEqual([]);
});
