import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { addUser, delegate } from '../../casework/users/manage-users.ts';
import { setPassword } from '../../casework/users/passwords.ts';
import type { ApprovalDocument, WaitingDocument } from '../../workbench/contract/approvals.ts';
import { type Caller, signedIn } from './caller.ts';
import { act } from './demo-case.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER } from './stand.ts';

const SHORT_CHAIN_BELOW = 500_000;

describe.skipIf(!hasBrowser)(`approving (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  /** Cases about a death, each below the amount from which four people sign. */
  let cases: string[];
  let lina: Caller;
  const ask = async <T>(caller: Caller, path: string): Promise<T> =>
    (await (await caller.ask('get', path)).json()) as T;

  beforeAll(async () => {
    stand = await openStand();
    const { ledger, office } = stand.workbench.desk;
    cases = listCases(ledger, 'program', { status: ['new'] }, { limit: 500 })
      .filter(({ rules, claimed_fen }) => rules.includes('deceased/paid-after-death') && claimed_fen > 0)
      .filter(({ claimed_fen }) => claimed_fen < SHORT_CHAIN_BELOW)
      .toSorted((one, other) => other.claimed_fen - one.claimed_fen)
      .map(({ case_id }) => case_id);
    // somebody who both works on cases and may sign
    const added = addUser(
      ledger,
      office,
      { user: 'admin', via: 'test' },
      {
        user_id: 'hetong',
        display_name: '何同',
        grants: [
          { role: 'investigator', level: null, township: null },
          { role: 'approver', level: 1, township: null },
        ],
      },
    );
    expect(added.ok).toBe(true);
    expect(setPassword(ledger, office, { user: 'hetong', via: 'test' }, 'hetong', PASSWORD)).toBeNull();
    lina = await signedIn(stand.workbench, 'lina');
  });
  afterAll(() => stand?.close());

  /** Takes a case to the request for approval. */
  const submit = (caseId: string, maker = 'zhangmin', relation = '之子'): void => {
    const { desk } = stand.workbench;
    act(desk, 'chenjing', caseId, 'assign', { assignee: maker });
    act(desk, maker, caseId, 'name-debtor', { name: '王小明', relation });
    act(desk, maker, caseId, 'substantiate', {
      reason: '入户核实，家属承认死后仍由其取款',
      nature: 'late-report',
      basis: ['社会保险稽核办法第十二条'],
    });
    act(desk, maker, caseId, 'fix-amount');
  };
  const caseAt = (place: number): string => {
    const caseId = cases[place];
    if (caseId === undefined) throw new Error('the demonstration has too few cases about a death');
    return caseId;
  };

  it('an approver finds nothing where nothing waits, and the page says so', async () => {
    const { page, complaints, shoot } = await stand.signIn('zhouqiang', { at: '/' });
    await page.waitForURL(/\/approvals/);
    await page.getByText('没有等您审批的事项。').first().waitFor();
    await shoot('approvals-empty');
    expect(complaints).toEqual([]);
  });

  it('a document waits for whoever may sign its next step, and never for its maker', async () => {
    submit(caseAt(0));
    submit(caseAt(1), 'hetong');
    const waitsFor = async (user: string): Promise<string[]> => {
      const caller = await signedIn(stand.workbench, user);
      const { documents } = await ask<{ documents: WaitingDocument[] }>(caller, '/api/approvals');
      return documents.map(({ case_id }) => case_id);
    };
    expect(await waitsFor('lina')).toEqual([caseAt(0), caseAt(1)]);
    expect(await waitsFor('hetong')).toEqual([caseAt(0)]);
    const { counts } = await ask<{ counts: Record<string, number> }>(lina, '/api/waiting');
    expect(counts.approvals).toBe(2);
  });

  it('the maker who may sign too reads the ledger’s own words, and a pasted request is refused with them', async () => {
    const { page, complaints, goTo, shoot } = await stand.signIn('hetong');
    await goTo(`/approvals?case=${caseAt(1)}`);
    await page.getByText('何同 经办过此件，不能审批自己的工作').waitFor();
    await shoot('approvals-own-work');
    expect(await page.getByRole('button', { name: '同意并签字' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    for (const maker of ['hetong', 'zhangmin']) {
      const caseId = maker === 'hetong' ? caseAt(1) : caseAt(0);
      const caller = await signedIn(stand.workbench, maker);
      const answer = await caller.ask('post', `/api/approvals/${caseId}/signature`, {
        key: `pasted-${maker}`,
        document_id: `${caseId}-D1`,
        expected_last_seq: loadCase(stand.workbench.desk.ledger, caseId)?.last_seq,
        password: PASSWORD,
      });
      expect(answer.status).toBe(422);
      expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('own-work');
      expect(loadCase(stand.workbench.desk.ledger, caseId)?.status).toBe('substantiated');
    }
  });

  it('a return needs ten characters and tells the maker the reason', async () => {
    const caseId = caseAt(0);
    const { page, complaints, goTo } = await stand.signIn('lina');
    await goTo(`/approvals?case=${caseId}&document=${caseId}-D1`);
    await page.getByLabel('退回原因').fill('再查一下');
    await page.getByText('还差 6 个字').waitFor();
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('退回原因至少写 10 个字').waitFor();
    expect(loadCase(stand.workbench.desk.ledger, caseId)?.documents[0]?.status).toBe('pending');
    await page.getByLabel('退回原因').fill('六月已核实在世，请不计六月后重新核定');
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText(`${caseId} 已退回制单人`).waitFor();
    expect(loadCase(stand.workbench.desk.ledger, caseId)?.documents[0]?.status).toBe('rejected');
    expect(complaints).toEqual([]);
  });

  it('the second version shows what changed, and is signed with the password', async () => {
    const caseId = caseAt(0);
    const { desk } = stand.workbench;
    const before = loadCase(desk.ledger, caseId)?.amounts[0];
    const month = before?.lines[0]?.month ?? 0;
    act(desk, 'zhangmin', caseId, 'fix-amount', { struck: [{ month, reason: '六月仍在世' }] });
    const { page, complaints, goTo, shoot } = await stand.signIn('lina');
    await goTo(`/approvals?case=${caseId}&document=${caseId}-D2`);
    await page.getByRole('heading', { name: '与上一版相比' }).waitFor();
    await page.locator('img.paper').waitFor();
    await page.waitForFunction(
      () => (document.querySelector('img.paper') as HTMLImageElement).naturalWidth > 0,
    );
    const changed = await page.locator('table.versions tr.is-contrary th').allTextContents();
    expect(changed).toEqual(['应追金额', '月份']);
    await page.getByText('六月已核实在世，请不计六月后重新核定').waitFor();
    await page.getByText('正当解释 2 项：1 项未见支持，1 项由制单人核实。').waitFor();
    await shoot('approvals-second-version');
    const after = loadCase(desk.ledger, caseId);
    const yuan = ((after?.amounts[1]?.assessed_fen ?? 0) / 100).toFixed(2);
    await page.getByRole('button', { name: '同意并签字' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(
        `同意向王**（之子） 追缴 ${Number(yuan).toLocaleString('en-US', { minimumFractionDigits: 2 })} 元`,
      )
      .waitFor();
    await shoot('approvals-sign');
    await dialog.getByLabel('密码').fill('not-this-one');
    await page.keyboard.press('Enter');
    await dialog.getByText('用户名或口令不对').waitFor();
    await dialog.getByLabel('密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText(`${caseId} 已签完，决定生效`).waitFor();
    const signed = loadCase(desk.ledger, caseId);
    expect(signed?.status).toBe('approved');
    expect(signed?.documents[1]?.signatures.map(({ signed_by }) => signed_by)).toEqual(['lina']);
    await page.getByRole('tab', { name: '我已办' }).click();
    await page.getByText('已全部签完，生效').first().waitFor();
    await shoot('approvals-signed');
    expect(complaints).toEqual([]);
  });

  it('a version that changed since it was opened is not signed', async () => {
    const caseId = caseAt(2);
    submit(caseId);
    const opened = await ask<ApprovalDocument>(lina, `/api/approvals/${caseId}`);
    act(stand.workbench.desk, 'zhangmin', caseId, 'fix-amount', {
      total_fen: opened.amount_fen - 100,
      ground: '重新核对',
    });
    const sign = (document_id: string, expected_last_seq: number, key: string) =>
      lina.ask('post', `/api/approvals/${caseId}/signature`, {
        key,
        document_id,
        expected_last_seq,
        password: PASSWORD,
      });
    const stale = await sign(opened.document_id, opened.last_seq, 'stale-version');
    expect(stale.status).toBe(422);
    expect(((await stale.json()) as { error: { zh: string } }).error.zh).toBe('内容已变，请重看第 2 版。');
    const again = await ask<ApprovalDocument>(lina, `/api/approvals/${caseId}`);
    act(stand.workbench.desk, 'zhangmin', caseId, 'note', { text: '补充：已联系家属' });
    const overtaken = await sign(again.document_id, again.last_seq, 'overtaken-version');
    expect(((await overtaken.json()) as { error: { code: string } }).error.code).toBe('case-changed');
    expect(loadCase(stand.workbench.desk.ledger, caseId)?.status).toBe('substantiated');
  });

  it('names and numbers are masked in everything that an approver is sent', async () => {
    const { ledger } = stand.workbench.desk;
    const state = loadCase(ledger, caseAt(2));
    const sent = await (await lina.ask('get', `/api/approvals/${caseAt(2)}`)).text();
    expect(sent).toContain('王**');
    expect(sent).not.toContain('王小明');
    expect(sent).not.toContain(String(state?.person.name));
    expect(sent).not.toContain(String(state?.person.resident_id));
  });

  it('whoever signs for another has both names in the record, and neither may have worked on it', async () => {
    const { desk } = stand.workbench;
    const caseId = caseAt(2);
    const today = businessDay(desk.office.now());
    const given = delegate(
      desk.ledger,
      desk.office,
      { user: 'lina', via: 'test' },
      { to_user: 'heqin', from_on: '2020-01-01', until_on: `${Number(today.slice(0, 4)) + 1}-12-31` },
    );
    expect(given.ok).toBe(true);
    const window = await stand.signIn('heqin', { at: '/' });
    await window.page.locator('.side-bar a', { hasText: '审批' }).click();
    await window.page.locator('main', { hasText: caseId }).waitFor();
    await window.shoot('approvals-delegate-zh-1366');
    expect(window.complaints).toEqual([]);
    const heqin = await signedIn(stand.workbench, 'heqin');
    const state = loadCase(desk.ledger, caseId);
    const answer = await heqin.ask('post', `/api/approvals/${caseId}/signature`, {
      key: 'delegated-signature',
      document_id: state?.documents.at(-1)?.document_id,
      expected_last_seq: state?.last_seq,
      delegate_for: 'lina',
      password: PASSWORD,
    });
    expect(await answer.json()).toEqual({ status: 'approved', is_final: true, next: [] });
    expect(loadCase(desk.ledger, caseId)?.documents.at(-1)?.signatures).toMatchObject([
      { signed_by: 'heqin', delegate_for: 'lina' },
    ]);
  });

  it('reads in English, at both sizes, without scrolling sideways', async () => {
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
    ] as const) {
      const looks = { language: 'en', width, height } as const;
      const { page, complaints, goTo, shoot, leave } = await stand.signIn('lina', looks);
      await goTo(`/approvals?case=${caseAt(1)}&document=${caseAt(1)}-D1`);
      await page.getByRole('button', { name: 'Approve and sign' }).waitFor();
      await page.waitForFunction(
        () => (document.querySelector('img.paper') as HTMLImageElement)?.naturalWidth > 0,
      );
      await shoot(`approvals-en-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
      await leave();
    }
    const { page, goTo, shoot } = await stand.signIn('lina', { width: 1920, height: 1080 });
    await goTo(`/approvals?case=${caseAt(1)}&document=${caseAt(1)}-D1`);
    await page.waitForFunction(
      () => (document.querySelector('img.paper') as HTMLImageElement)?.naturalWidth > 0,
    );
    await shoot('approvals-1920');
  });
});
