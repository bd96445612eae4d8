import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { REFUSAL_CODES, type RefusalCode } from '../../casework/refusals.ts';
import { changeGrants } from '../../casework/users/manage-users.ts';
import type { Move } from '../../core/words/moves.ts';
import { grant } from '../support/sample-office.ts';
import { Doors } from './both-doors/doors.ts';
import { playBackPayments, playHearing, playReceiptPapers } from './both-doors/hearing.ts';
import { playDebts, playLines } from './both-doors/money.ts';
import { ONE_DOOR } from './both-doors/one-door.ts';
import { playBatches, playEvidence, playPapers, playParties, playSharedPapers } from './both-doors/papers.ts';
import { playAdministration, playSecondFactors, playSignIn } from './both-doors/people.ts';
import { playRuleLife } from './both-doors/rules.ts';
import { playAmounts, playKeys, playSignatures } from './both-doors/signing.ts';
import { playTieOut } from './both-doors/tie-out.ts';
import { act } from './demo-case.ts';

describe('a refusal by both doors', () => {
  const doors = new Doors();
  let caseId: string;
  let outstanding: number;

  beforeAll(async () => {
    await doors.open();
    // a case in which something is left for a person to look at
    for (let isFound = false; !isFound; ) {
      caseId = doors.fresh({ least: 10_000 });
      const { evidence } = await doors.readCase(caseId);
      isFound = evidence.explanations.some(({ verdict }) => verdict === 'look');
    }
  }, 120_000);
  afterAll(() => doors.close());

  const same = doors.same.bind(doors);
  const byWeb = doors.byWeb.bind(doors);
  const refusedMove = (
    code: RefusalCode,
    user: string,
    move: Move,
    input: object,
    words: readonly string[],
  ) => doors.move(code, [user, caseId], move, input, words);

  it('is one and the same, in code and words, before a case is decided', async () => {
    const note = { key: randomUUID(), move: 'note', input: { text: '来信' } };
    await same('unknown-case', byWeb('zhangmin', 'post', '/api/cases/C99999999/moves', note), [
      ...['case', 'note', 'C99999999', '--text', '来信', '--as', 'zhangmin'],
    ]);
    const show = (user: string, id: string) => ['case', 'show', id, '--as', user];
    for (const path of ['/api/cases/C99999999', '/api/approvals/C99999999'])
      await same('unknown-case', byWeb('lina', 'get', path), show('lina', 'C99999999'));
    await same('not-your-township', byWeb('maxiang', 'get', `/api/cases/${caseId}`), show('maxiang', caseId));
    await same('no-right', byWeb('admin', 'get', '/api/recovery/lines'), [
      'receipts',
      'list',
      '--as',
      'admin',
    ]);
    await refusedMove('not-your-township', 'maxiang', 'note', { text: '来信' }, ['note', '--text', '来信']);
    await refusedMove('not-your-role', 'zhangmin', 'enforce', { court: '法院' }, [
      'enforce',
      '--court',
      '法院',
    ]);
    await refusedMove('illegal-move', 'zhangmin', 'fix-amount', {}, ['amount']);
    act(doors.desk, 'zhangmin', caseId, 'take');
    await refusedMove('locked-by-another', 'chenjing', 'assign', { assignee: 'liuyang' }, [
      ...['assign', '--to', 'liuyang'],
    ]);
    const { evidence, last_seq } = await doors.readCase(caseId);
    const looked = evidence.explanations.map(({ key }) => key);
    const decide = (said: object) =>
      byWeb('zhangmin', 'post', `/api/cases/${caseId}/decision`, {
        ...{ key: randomUUID(), expected_last_seq: last_seq, outcome: 'substantiated', reason: '属实' },
        ...{
          debtor: null,
          nature: null,
          basis: null,
          looked: [],
          contrary_reason: null,
          struck: [],
          ...said,
        },
      });
    const typed = [
      'case',
      'decide',
      caseId,
      '--outcome',
      'substantiated',
      '--reason',
      '属实',
      '--as',
      'zhangmin',
    ];
    await same('explanation-unseen', decide({}), typed);
    const basis = ['已废止的办法'];
    await same('basis-not-in-force', decide({ looked, basis, contrary_reason: '已核实' }), [
      ...typed,
      ...['--looked', looked.join(','), '--contrary-reason', '已核实', '--basis', '已废止的办法'],
    ]);
  });

  it('is one and the same when the notice goes out', async () => {
    const { desk } = doors;
    doors.nameIfDead(caseId);
    act(desk, 'zhangmin', caseId, 'substantiate', { reason: '属实' });
    act(desk, 'zhangmin', caseId, 'fix-amount');
    for (const signer of ['lina', 'zhouqiang', 'wuping', 'zhouju']) {
      const isWaiting = loadCase(desk.ledger, caseId)?.documents.some(({ status }) => status === 'pending');
      if (isWaiting) act(desk, signer, caseId, 'approve');
    }
    for (const [code, on] of [
      ['day-too-far', '9999-12-31'],
      ['day-before-case', '1999-01-01'],
    ] as const) {
      await refusedMove(code, 'zhangmin', 'notify', { on }, ['notify', '--on', on]);
    }
    act(desk, 'zhangmin', caseId, 'notify');
    const two = { servers: ['张敏', '刘洋'] };
    const servers = ['--servers', '张敏,刘洋'];
    await refusedMove('two-servers', 'zhangmin', 'serve', { servers: ['张敏', '张敏'] }, [
      ...['serve', '--servers', '张敏,张敏'],
    ]);
    await refusedMove('witness-required', 'zhangmin', 'serve', { ...two, method: 'left-at-home' }, [
      ...['serve', ...servers, '--method', 'left-at-home'],
    ]);
    await refusedMove('post-number-required', 'zhangmin', 'serve', { ...two, method: 'post' }, [
      ...['serve', ...servers, '--method', 'post'],
    ]);
    const early = loadCase(desk.ledger, caseId)?.opened_on ?? '';
    await refusedMove('date-before', 'zhangmin', 'serve', { ...two, on: early }, [
      ...['serve', ...servers, '--on', early],
    ]);
    act(desk, 'zhangmin', caseId, 'serve', two);
    outstanding = loadCase(desk.ledger, caseId)?.money.outstanding_fen ?? 0;
  });

  it('is one and the same when the money comes back', async () => {
    const pay = (code: RefusalCode, fen: number, more: object = {}, words: readonly string[] = []) =>
      refusedMove(code, 'heqin', 'receipt', { amount_fen: fen, ...more }, [
        ...['receipt', '--amount-fen', String(fen), ...words],
      ]);
    await pay('day-ahead', 100, { on: '2099-01-01' }, ['--on', '2099-01-01']);
    await pay('amount-implausible', 100_000_000_000);
    await pay('receipt-surplus', outstanding + 1);
    await pay('unknown-line', 100, { bank_line_id: 'B0' }, ['--line', 'B0']);
    await refusedMove('nothing-overdue', 'zhangmin', 'overdue', {}, ['overdue']);
    await refusedMove('nothing-due-back', 'zhangmin', 'propose-refund', { reason: '多收' }, [
      ...['refund', '--reason', '多收'],
    ]);
    const more = outstanding + 1;
    const against = (what: string) => ['offset', '--amount-fen', String(more), '--against', what];
    await refusedMove(
      ...(['more-than-outstanding', 'heqin', 'offset'] as const),
      { amount_fen: more, against: 'account-balance' },
      against('account-balance'),
    );
    await refusedMove(
      ...(['consent-required', 'heqin', 'offset'] as const),
      { amount_fen: more, against: 'funeral-grant' },
      against('funeral-grant'),
    );
    const plan = [{ due_on: '2027-03-01', amount_fen: 100 }];
    await refusedMove('plan-does-not-add-up', 'zhangmin', 'plan-instalments', { plan }, [
      ...['instalment', '--plan', '2027-03-01:1.00'],
    ]);
    await refusedMove('nothing-to-reverse', 'heqin', 'reverse', { entry_id: 'E1', reason: '记错' }, [
      ...['reverse', '--entry', 'E1', '--reason', '记错'],
    ]);
    await refusedMove('nothing-to-acknowledge', 'zhangmin', 'acknowledge', { note: '已阅' }, [
      ...['acknowledge', '--text', '已阅'],
    ]);
  });

  it('is one and the same about users', async () => {
    const add = (code: RefusalCode, user_id: string, display_name: string, roles: readonly string[]) => {
      const grants = roles.map((given) => {
        const [role, township = null] = given.split('@');
        return { role, level: null, township };
      });
      return same(code, byWeb('admin', 'post', '/api/users', { user_id, display_name, grants }), [
        ...['user', 'add', user_id, '--name', display_name, '--role', ...roles, '--as', 'admin'],
      ]);
    };
    await add('user-name-unfit', 'LINA', '李娜', ['investigator']);
    await add('display-name-unfit', 'lina2', '李\u200b', ['investigator']);
    await add('user-exists', 'lina', '李娜', ['investigator']);
    await add('administrator-apart', 'lina2', '李娜', ['administrator', 'investigator']);
    await add('clerk-needs-township', 'lina2', '李娜', ['clerk']);
    await add('role-without-township', 'lina2', '李娜', ['cashier@竹园镇']);
    const disable = (code: RefusalCode, user: string) =>
      same(code, byWeb('admin', 'post', `/api/users/${user}/disable`, { reason: '离岗' }), [
        ...['user', 'disable', user, '--reason', '离岗', '--as', 'admin'],
      ]);
    await disable('last-administrator', 'admin');
    const other = doors.desk.ledger.db
      .prepare(`select case_id from case_state where status = 'new' limit 1`)
      .get();
    act(doors.desk, 'liuyang', String(other?.case_id), 'take');
    await disable('cases-to-hand-over', 'liuyang');
  });

  it('is one and the same for whoever has one township and asks for the whole office', async () => {
    const { ledger, office } = doors.desk;
    const bind = (township: string | null) =>
      changeGrants(
        ledger,
        office,
        { user: 'admin', via: 'test' },
        'chenjing',
        [grant('supervisor', { township })],
        '调整',
      );
    expect(bind('竹园镇')).toMatchObject({ ok: true });
    await same('whole-office-only', byWeb('chenjing', 'get', '/api/recovery/lines'), [
      ...['receipts', 'list', '--as', 'chenjing'],
    ]);
    expect(bind(null)).toMatchObject({ ok: true });
  });

  it.each([
    ['when an amount is fixed', playAmounts],
    ['when documents are signed', playSignatures],
    ['when a key is used twice', playKeys],
    ['when a debt is dunned', playDebts],
    ['when a statement is entered', playLines],
    ['when papers are numbered', playPapers],
    ['when one paper is about several cases', playSharedPapers],
    ['before somebody could speak', playHearing],
    ['of receipts for money', playReceiptPapers],
    ['of money owed to a person', playBackPayments],
    ['about who owes', playParties],
    ['about leads handed down', playBatches],
    ['about evidence', playEvidence],
    ['when the four are tied out', playTieOut],
    ['about administrators kept apart', playAdministration],
    ['while a rule is brought to count', playRuleLife],
    // from here on there are two administrators
    ['about passwords', playSignIn],
    ['about second factors', playSecondFactors],
  ] as const)('is one and the same %s', (_when, play) => play(doors), 120_000);

  it('is played here, or is said to come by one door alone', () => {
    expect([...doors.played, ...Object.keys(ONE_DOOR)].sort()).toEqual([...REFUSAL_CODES].sort());
  });
});
