import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseState } from '../../casework/case-state.ts';
import { issueDocument, listDocuments, voidDocument } from '../../casework/documents/register.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import { passTimeUntil, type SampleOffice } from '../support/sample-office.ts';
import {
  act,
  openSampleOffice,
  openWorkedCase,
  REMINDED,
  TO_APPROVAL,
  TO_SERVICE,
  UNSERVED,
} from './worked-case.ts';

let sample: SampleOffice;
beforeAll(() => {
  sample = openSampleOffice();
});
afterAll(() => sample.close());

let people = 0;
function worked(steps: Parameters<typeof act>[2]): CaseState {
  people += 1;
  return act(sample, openWorkedCase(sample, `p${people}`), steps);
}

describe('numbers', () => {
  const reminder = {
    kind: 'reminder',
    title: '催告书',
    series: '弥人社试',
    states: ['reminded'] as const,
    claims: true,
    renewed_by: [],
  };
  const issue = (key: string, caseId: string) =>
    issueDocument(sample.ledger, sample.office, {
      key,
      user: 'sun',
      via: 'test',
      case_id: caseId,
      kind: reminder,
      on: '2022-12-06',
    });

  test('each series runs through the year unbroken, and a void number stays taken', () => {
    const cases = [1, 2, 3].map(() => worked([...TO_SERVICE, ...REMINDED]).case_id);
    const [first = '', second = '', third = ''] = cases;
    expect(issue('n1', first)).toMatchObject({ document: { document_number: '弥人社试〔2022〕1号' } });
    expect(issue('n2', second)).toMatchObject({ document: { document_number: '弥人社试〔2022〕2号' } });
    const asked = {
      user: 'sun',
      via: 'test',
      case_id: second,
      document_number: '弥人社试〔2022〕2号',
      reason: '打印错误',
    };
    expect(voidDocument(sample.ledger, sample.office, asked).ok).toBe(true);
    expect(issue('n3', third)).toMatchObject({ document: { document_number: '弥人社试〔2022〕3号' } });
    expect(listDocuments(sample.ledger, second)).toMatchObject([{ is_void: true }]);
  });

  test('the same request again gets the same number, and a case that is not there yet gets none', () => {
    const state = worked([...TO_SERVICE, ...REMINDED]);
    const once = issue('again', state.case_id);
    expect(issue('again', state.case_id)).toEqual(once);
    expect(issue('early', worked(TO_APPROVAL).case_id)).toMatchObject({
      refusal: { code: 'not-approved-yet' },
    });
  });
});

describe('the receipt of service', () => {
  const serve = (input: Record<string, unknown>) => {
    const { case_id } = worked([...TO_SERVICE.slice(0, -1), ...UNSERVED]);
    passTimeUntil(sample, '2022-10-12');
    return sample.act('li', case_id, 'serve', { on: '2022-10-12', ...input });
  };
  const servers = ['张经办', '李经办'];

  test.each([
    ['by one person alone', { servers: ['张经办'] }, 'two-servers'],
    ['by one person twice', { servers: ['张经办', '张经办'] }, 'two-servers'],
    ['left behind without a witness', { servers, method: 'left-at-home' }, 'witness-required'],
    ['by post without its number', { servers, method: 'post' }, 'post-number-required'],
  ])('%s is refused', (_how, input, code) => {
    expect(serve(input)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('by post with its number is kept, and the clocks start from the day', () => {
    const outcome = serve({ servers, method: 'post', post_number: 'XA12345678953', place: '竹园镇' });
    expect(outcome).toMatchObject({
      ok: true,
      state: {
        milestones: { served_on: '2022-10-12', pay_by_on: '2022-11-11' },
        notices: [{ served: { record: { servers, post_number: 'XA12345678953', place: '竹园镇' } } }],
      },
    });
  });

  test('by public notice counts only once its term has run', () => {
    expect(serve({ servers, method: 'public-notice' })).toMatchObject({
      ok: true,
      state: { milestones: { published_on: '2022-10-12', served_on: '2022-11-11' } },
    });
  });
});

describe('a paper bears no day before what it tells', () => {
  const issue = (kind: string, caseId: string, on: string, about?: string) => {
    const { series, ...found } = findKind(kind);
    const request = { key: `${kind} ${on}`, user: 'sun', via: 'test', case_id: caseId, on, about };
    return issueDocument(sample.ledger, sample.office, {
      ...request,
      kind: { ...found, series: `${series}试` },
    });
  };

  test('a notice tells what was said before the decision', () => {
    const { case_id } = worked([
      ...TO_APPROVAL.slice(0, -1),
      [
        'li',
        'take-statement',
        { on: '2022-10-06', takers: ['张经办', '李经办'], said: '不知道', place: null },
      ],
      ['yi', 'approve'],
    ]);
    const notify = (on: string) => sample.act('li', case_id, 'notify', { on });
    expect(notify('2022-10-05')).toMatchObject({
      refusal: { code: 'paper-before-told', values: { on: '2022-10-05', told: '2022-10-06' } },
    });
    expect(notify('2022-10-06')).toMatchObject({ ok: true });
  });

  test('a receipt is not of a day before the money came', () => {
    const { case_id, entries } = worked([
      ...TO_SERVICE,
      ['chen', 'receipt', { amount_fen: 100, on: '2022-10-20' }],
    ]);
    const about = entries[0]?.entry_id;
    expect(issue('money-receipt', case_id, '2022-10-19', about)).toMatchObject({
      refusal: { code: 'paper-before-told' },
    });
    expect(issue('money-receipt', case_id, '2022-10-20', about)).toMatchObject({ ok: true });
  });

  test('a form of signatures is not of a day before the last of them', () => {
    const { case_id } = worked(TO_APPROVAL);
    expect(issue('approval-form', case_id, '2022-10-09')).toMatchObject({
      refusal: { code: 'paper-before-told', values: { told: '2022-10-10' } },
    });
    expect(issue('approval-form', case_id, '2022-10-10')).toMatchObject({ ok: true });
  });
});
