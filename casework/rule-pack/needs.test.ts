import { expect, test } from 'vitest';
import { missingNeeds } from './needs.ts';

const ledger = { any: ['account-ledger'], without: ['台账未到', 'no ledger'] as [string, string] };
const deaths = {
  any: ['police-death', 'cremation'],
  without: ['没有死亡信息', 'no deaths'] as [string, string],
};

test('of several lists that tell the same one is enough, and every need must be met', () => {
  const rule = { needs: [ledger, deaths] };
  expect(missingNeeds(rule, new Set())).toEqual([ledger, deaths]);
  expect(missingNeeds(rule, new Set(['account-ledger', 'household']))).toEqual([deaths]);
  expect(missingNeeds(rule, new Set(['account-ledger', 'cremation']))).toEqual([]);
});

test('a rule that needs nothing but the rosters is always asked', () => {
  expect(missingNeeds({ needs: [] }, new Set())).toEqual([]);
});
