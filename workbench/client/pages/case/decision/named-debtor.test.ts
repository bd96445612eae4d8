import { expect, test } from 'vitest';
import type { CaseAnswer } from '../../../../contract/case.ts';
import type { Draft } from './draft.ts';
import { checkDraft } from './hindrance.ts';

const draft: Draft = {
  ...{
    key: '0b5c1d6e-3c1f-4f0a-9a43-2f6a7d1e5b90',
    outcome: 'substantiated',
    debtor: null,
    other_name: '',
    relation: '',
    nature: 'late-report',
  },
  ...{ basis: null, reason: '属实', looked: [], contrary_reason: '', struck: [], ground: null, missing: '' },
  review_on: '',
};

/** A case after a death in which this person was named, as far as the decision looks at it. */
const found = (relation: string) =>
  ({
    ...{ last_seq: 3, evidence: null, death: 'known', decided: null, flags: [] },
    claim: [{ month: 202206, component: 'basic', amount_fen: 100 }],
    debtor: { name: '王小明', relation, address: null, evidence: null },
  }) as unknown as CaseAnswer;

test('whom the case has named is the debtor of the decision, and nobody is asked for again', () => {
  expect(checkDraft(found('之子'), draft, '')).toMatchObject({
    hindrance: null,
    body: { debtor: { kind: 'kept' } },
  });
  expect(checkDraft(found('self'), draft, '').hindrance).toMatchObject({ code: 'debtor-unnamed' });
});

test('somebody chosen in the decision goes before whom the case has named', () => {
  const chosen: Draft = { ...draft, debtor: { kind: 'other' }, other_name: '王小红', relation: '之女' };
  expect(checkDraft(found('之子'), chosen, '')).toMatchObject({
    body: { debtor: { kind: 'other', name: '王小红' } },
  });
});
