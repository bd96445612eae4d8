import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letOut } from '../../casework/exits/let-out.ts';
import { exportHead } from '../../storage/ledger/verify-chain.ts';
import { signedIn } from './caller.ts';
import { contentOf } from './download.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

interface Page {
  entries: {
    seq: number;
    actor: string;
    type: string;
    subject_id: string;
    reason: string | null;
    changes: { field: string; before: string | null; after: string }[];
  }[];
  next_before: number | null;
}

describe.skipIf(!hasBrowser)(`audit (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand({ year: true });
    const { ledger, office } = stand.workbench.desk;
    const detail = { reason: '电话核实，号码 532526195001010018' };
    const taker = { user: 'liuyang', via: 'web 10.0.3.21', act: 'case.read' };
    letOut(ledger, office, taker, { kind: 'CaseRead', subject: 'C00000009', detail });
  });
  afterAll(() => stand?.close());

  const list = async (user: string, query: string): Promise<Page> => {
    const caller = await signedIn(stand.workbench, user);
    const response = await caller.ask('get', `/api/audit?${query}`);
    expect(response.status).toBe(200);
    return (await response.json()) as Page;
  };

  it('tells who saw whom, with the numbers of people masked', async () => {
    const { entries } = await list('sunshen', 'kind=views&type=CaseRead&subject=C00000009');
    expect(entries).toMatchObject([
      { actor: 'liuyang', type: 'CaseRead', reason: '电话核实，号码 532526********0018' },
    ]);
  });

  it('tells what was and what is, by person, action, case and day', async () => {
    const { entries } = await list('sunshen', 'type=StepApproved&actor=lina');
    expect(entries.length).toBeGreaterThan(5);
    expect(new Set(entries.map(({ actor, type }) => `${actor} ${type}`))).toEqual(
      new Set(['lina StepApproved']),
    );
    const [first] = entries;
    expect(first?.changes).toContainEqual({ field: 'status', before: 'substantiated', after: 'approved' });
    expect((await list('sunshen', 'from=2099-01-01')).entries).toEqual([]);
  });

  it('pages follow one another without a gap or a repeat', async () => {
    const seen: number[] = [];
    let before = '';
    for (let page = 0; page < 4; page += 1) {
      const { entries, next_before } = await list('sunshen', `kind=operations${before}`);
      seen.push(...entries.map(({ seq }) => seq));
      if (next_before === null) break;
      before = `&before=${next_before}`;
    }
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
    expect(seen.length).toBe(200);
  });

  it('an administrator reads what happened to users and nothing of any case', async () => {
    const { entries } = await list('admin', 'kind=operations');
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.filter(({ subject_id }) => /^C\d/.test(subject_id))).toEqual([]);
    expect((await list('admin', 'subject=C00000009')).entries).toEqual([]);
    const caller = await signedIn(stand.workbench, 'admin');
    expect((await caller.ask('get', '/api/audit?kind=views')).status).toBe(403);
    expect((await caller.ask('get', '/api/audit?kind=exports')).status).toBe(403);
  });

  it('reading the chain is itself a record', async () => {
    await list('chenjing', 'kind=views&actor=zhangmin');
    const { entries } = await list('sunshen', 'kind=views&type=AuditRead&actor=chenjing');
    expect(entries[0]).toMatchObject({ actor: 'chenjing', subject_id: 'views' });
  });

  it('the auditor verifies the chain, filters it by the address, and takes a copy with a reason', async () => {
    const { page, complaints, shoot, goTo } = await stand.signIn('sunshen');
    await goTo('/audit');
    await page.waitForSelector('table.records tbody tr');
    await page.getByRole('button', { name: '核验' }).click();
    await page.waitForSelector('text=链条完整');
    const { seq } = exportHead(stand.workbench.desk.ledger);
    expect(await page.textContent('.audit .sentence p')).toContain('各案件汇总与记录相符');
    expect(seq).toBeGreaterThan(400);
    await shoot('audit-1366');
    await page.getByRole('tab', { name: '谁看过谁' }).click();
    await page.waitForURL(/kind=views/);
    await goTo('/audit?kind=views&actor=liuyang');
    await page.waitForSelector('table.records tbody tr');
    expect(await page.locator('table.records tbody tr').count()).toBe(1);
    expect(await page.textContent('table.records tbody')).toContain('C00000009');
    await shoot('audit-views');
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.getByRole('textbox', { name: '理由' }).fill('年度审计');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.ant-modal button[type=submit]').click(),
    ]);
    expect((await contentOf(download)).subarray(0, 2).toString()).toBe('PK');
    await goTo('/audit?kind=exports');
    await page.waitForSelector('table.records tbody tr');
    expect(await page.textContent('table.records tbody tr')).toContain('年度审计');
    await page.goBack();
    expect(complaints).toEqual([]);
  });

  it('English, and on a wide screen', async () => {
    const { page, complaints, shoot, goTo } = await stand.signIn('sunshen', {
      language: 'en',
      width: 1920,
      height: 1080,
    });
    await goTo('/audit?type=StepApproved');
    await page.waitForSelector('table.records tbody tr');
    expect(await page.textContent('table.records tbody tr')).toContain('Substantiated → Approved');
    await shoot('audit-en-1920');
    expect(complaints).toEqual([]);
  });

  it('an investigator’s pasted address answers that they have no right to the page', async () => {
    const { page, goTo } = await stand.signIn('zhangmin');
    await goTo('/audit');
    await page.waitForSelector('text=您没有查看此页的权限。需要时请联系管理员。');
  });

  it('a record that was changed is found, and the page says where and what not to do', async () => {
    const { ledger } = stand.workbench.desk;
    const victim = ledger.db
      .prepare(`select seq from event where type = 'CaseAssigned' order by seq limit 1`)
      .get();
    const trigger = String(
      ledger.db.prepare(`select sql from sqlite_master where name = 'event_is_never_changed'`).get()?.sql,
    );
    ledger.db.exec('drop trigger event_is_never_changed');
    ledger.db
      .prepare(`update event set payload = replace(payload, 'zhangmin', 'liuyang') where seq = ?`)
      .run(Number(victim?.seq));
    ledger.db.exec(trigger);
    const { page, goTo, shoot } = await stand.signIn('sunshen');
    await goTo('/audit');
    await page.getByRole('button', { name: '核验' }).click();
    await page.waitForSelector('.sentence.is-failed');
    expect(await page.textContent('.audit .sentence')).toContain(`第一处在第 ${victim?.seq} 条`);
    expect(await page.textContent('.audit .sentence')).toContain('请勿删除任何文件，立即联系管理员');
    await shoot('audit-broken');
  });
});
