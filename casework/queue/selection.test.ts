import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SelectionMove } from '../../core/words/views.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { loadCase, loadCaseEvents } from '../casebook/load-case.ts';
import { fixSelection, LARGEST_SELECTION } from '../reads/queue/selection.ts';
import { loadUser } from '../reads/users/users.ts';
import { actOnSelection } from './act-on-selection.ts';
import { undoSelection } from './undo-selection.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
  sample.run(
    ['竹园镇', '竹园镇', '虹溪镇', '竹园镇'].map((township, n) =>
      sampleFinding({ person_id: `p${n + 1}`, township }),
    ),
  );
});
afterEach(() => sample.close());

function selected(user: string) {
  const viewer = loadUser(sample.ledger, user);
  if (viewer === null) throw new Error(`no user ${user}`);
  const selection = fixSelection(sample.ledger, viewer, { view: 'unassigned' });
  if (!selection.ok) throw new Error(selection.refusal.en);
  return selection.case_ids.map((case_id, place) => ({ case_id, seq: selection.seqs[place] ?? 0 }));
}

function act(
  user: string,
  move: SelectionMove,
  input: unknown = {},
  cases = selected(user),
  key = `${user}-${move}`,
) {
  return actOnSelection(sample.ledger, sample.office, { key, user, via: 'web', cases, move, input });
}

function undo(user: string, undoes: string, key = 'undo-1') {
  return undoSelection(sample.ledger, sample.office, { key, undoes, user, via: 'web' });
}

function state(caseId: string) {
  return loadCase(sample.ledger, caseId);
}

test('a selection is all pages of a filter as they were when it was ticked', () => {
  const cases = selected('li');
  expect(cases.map((one) => one.case_id)).toEqual(['C00000001', 'C00000002', 'C00000003', 'C00000004']);
  sample.run(
    [1, 2, 3, 4, 5].map((n) => sampleFinding({ person_id: `p${n}` })),
    2,
  );
  expect(act('li', 'take', {}, cases.slice(0, 2)).done).toEqual(['C00000001', 'C00000002']);
});

test('a set too large to be looked through is refused with its size', () => {
  const many = Array.from({ length: LARGEST_SELECTION + 1 }, (_, n) =>
    sampleFinding({ person_id: `q${n}`, claims: [[202206, { basic: 100 }]] }),
  );
  sample.run(many, 2, { rules: ['deceased/paid-after-death'] });
  const selection = fixSelection(sample.ledger, 'program', { view: 'all' });
  expect(selection).toMatchObject({ ok: false, refusal: { code: 'selection-too-large' } });
  if (!selection.ok) expect(selection.refusal.zh).toContain('5000');
}, 60_000);

describe('an act on several cases', () => {
  test('leaves alone what changed since, names it, and does the rest', () => {
    const cases = selected('sun');
    sample.act('hu', 'C00000002', 'take');
    const outcome = act('sun', 'assign', { assignee: 'li' }, cases);
    expect(outcome.done).toEqual(['C00000001', 'C00000003', 'C00000004']);
    expect(outcome.skipped).toEqual([
      {
        case_id: 'C00000002',
        code: 'case-changed',
        zh: '此案刚被hu更新，请看过变化再提交。',
        en: 'hu has just changed this case; review the changes before you submit.',
      },
    ]);
    expect(outcome.undo).toEqual({ key: 'sun-assign', until: '2022-10-10T01:10:00.000Z' });
    expect(state('C00000002')?.assignee).toBe('hu');
  });

  test('goes by the rights of whoever asks', () => {
    expect(act('chen', 'take')).toMatchObject({
      done: [],
      skipped: [{ code: 'not-your-role' }, {}, {}, {}],
      undo: null,
    });
    const cases = selected('li');
    expect(act('zhen', 'take', {}, cases)).toMatchObject({
      done: ['C00000001', 'C00000002', 'C00000004'],
      skipped: [{ case_id: 'C00000003', code: 'not-your-township' }],
    });
  });

  test('sent twice under its key is done once', () => {
    const cases = selected('li');
    const first = act('li', 'take', {}, cases);
    const events = loadCaseEvents(sample.ledger, 'C00000001').length;
    expect(act('li', 'take', {}, cases)).toEqual(first);
    expect(loadCaseEvents(sample.ledger, 'C00000001')).toHaveLength(events);
  });
});

describe('undoing it', () => {
  test('gives taken cases back to the queue, by new events', () => {
    act('li', 'take');
    const before = loadCaseEvents(sample.ledger, 'C00000001').length;
    expect(undo('li', 'li-take')).toMatchObject({ ok: true, done: { length: 4 }, skipped: [] });
    expect(state('C00000001')).toMatchObject({ status: 'new', assignee: null, locked_until: null });
    expect(loadCaseEvents(sample.ledger, 'C00000001')).toHaveLength(before + 1);
  });

  test('gives assigned cases back to whoever had them, and takes a priority off', () => {
    sample.act('sun', 'C00000001', 'assign', { assignee: 'hu' });
    const cases = ['C00000001', 'C00000002'].map((case_id) => ({
      case_id,
      seq: state(case_id)?.last_seq ?? 0,
    }));
    act('sun', 'assign', { assignee: 'li' }, cases);
    expect(undo('sun', 'sun-assign')).toMatchObject({ ok: true, skipped: [] });
    expect(state('C00000001')).toMatchObject({ status: 'investigating', assignee: 'hu' });
    expect(state('C00000002')).toMatchObject({ status: 'new', assignee: null });
    act('sun', 'prioritise', {}, selected('sun'), 'p');
    undo('sun', 'p', 'undo-2');
    expect(state('C00000003')?.is_priority).toBe(false);
  });

  test('is for whoever did it, for ten minutes, and leaves alone what went on since', () => {
    act('li', 'take');
    expect(undo('hu', 'li-take')).toMatchObject({ ok: false, refusal: { code: 'nothing-to-undo' } });
    sample.act('li', 'C00000002', 'substantiate', { reason: '属实' });
    sample.clock.at = '2022-10-10T01:10:00.000Z';
    expect(undo('li', 'li-take')).toMatchObject({
      ok: true,
      done: ['C00000001', 'C00000003', 'C00000004'],
      skipped: [{ case_id: 'C00000002', code: 'case-changed' }],
    });
    act('li', 'take', {}, selected('li'), 'again');
    sample.clock.at = '2022-10-10T01:20:00.001Z';
    expect(undo('li', 'again', 'undo-2')).toMatchObject({ ok: false, refusal: { code: 'undo-too-late' } });
  });

  test('does not turn a case that was left unverifiable into a new one', () => {
    sample.act('li', 'C00000001', 'take');
    sample.act('li', 'C00000001', 'leave-unverifiable', { reason: '外出' });
    const cases = [{ case_id: 'C00000001', seq: state('C00000001')?.last_seq ?? 0 }];
    act('li', 'take', {}, cases);
    expect(undo('li', 'li-take')).toMatchObject({ done: [], skipped: [{ code: 'cannot-undo' }] });
  });
});
