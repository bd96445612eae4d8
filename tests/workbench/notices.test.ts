import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Zip } from 'easy-template-x';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import type { NoticeDocument, NoticeRow } from '../../workbench/contract/notices.ts';
import { type Caller, signedIn } from './caller.ts';
import { act } from './demo-case.ts';
import { contentOf } from './download.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const SHORT_CHAIN_BELOW = 500_000;

describe.skipIf(!hasBrowser)(`notices (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  let cases: string[];
  let zhangmin: Caller;

  beforeAll(async () => {
    stand = await openStand();
    cases = listCases(stand.workbench.desk.ledger, 'program', { status: ['new'] }, { limit: 500 })
      .filter(({ claimed_fen }) => claimed_fen > 0 && claimed_fen < SHORT_CHAIN_BELOW)
      .filter(({ rules }) => rules.includes('deceased/paid-after-death'))
      .map(({ case_id }) => case_id);
    zhangmin = await signedIn(stand.workbench, 'zhangmin');
  });
  afterAll(() => stand?.close());

  const caseAt = (place: number): string => {
    const caseId = cases[place];
    if (caseId === undefined) throw new Error('the demonstration has too few cases about a death');
    return caseId;
  };
  const present = (caseId: string) => {
    const state = loadCase(stand.workbench.desk.ledger, caseId);
    if (state === null) throw new Error(`there is no case ${caseId}`);
    return state;
  };
  const submit = (caseId: string): void => {
    const { desk } = stand.workbench;
    act(desk, 'chenjing', caseId, 'assign', { assignee: 'zhangmin' });
    act(desk, 'zhangmin', caseId, 'name-debtor', { name: '王小明', relation: '之子' });
    act(desk, 'zhangmin', caseId, 'substantiate', { reason: '入户核实' });
    act(desk, 'zhangmin', caseId, 'fix-amount');
  };
  const approve = (caseId: string): void => {
    submit(caseId);
    act(stand.workbench.desk, 'lina', caseId, 'approve');
  };
  const errorOf = async (answer: Response): Promise<{ code: string; zh: string }> =>
    ((await answer.json()) as { error: { code: string; zh: string } }).error;
  const read = async (caseId: string, key: string): Promise<NoticeDocument> => {
    const answer = await zhangmin.ask('get', `/api/notices/${caseId}?key=${encodeURIComponent(key)}`);
    return (await answer.json()) as NoticeDocument;
  };
  const pictureIsThere = () =>
    ((document.querySelector('img.paper') as HTMLImageElement | null)?.naturalWidth ?? 0) > 0;

  it('a draft bears its stamp, and the ledger’s words stand where issuing is not possible yet', async () => {
    submit(caseAt(0));
    const { page, complaints, goTo, shoot } = await stand.signIn('zhangmin');
    await goTo('/notices');
    await page.getByRole('tab', { name: '草稿 1' }).waitFor();
    await page.waitForFunction(pictureIsThere);
    await page.getByText(/案件处于“已认定”，不能“发出追缴通知书/).waitFor();
    expect(await page.getByRole('button', { name: '签发' }).isDisabled()).toBe(true);
    await shoot('notices-draft');
    const drawing = await zhangmin.ask('get', `/api/notices/${caseAt(0)}/preview?kind=recovery-notice`);
    expect(drawing.headers.get('content-type')).toBe('image/svg+xml');
    expect(await drawing.text()).toContain('草稿 未审批');
    const pasted = await zhangmin.ask('post', `/api/notices/${caseAt(0)}/issue`, {
      key: 'issue-too-early',
      expected_last_seq: present(caseAt(0)).last_seq,
    });
    expect(pasted.status).toBe(422);
    expect((await errorOf(pasted)).code).toBe('illegal-move');
    expect(present(caseAt(0)).notices).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('no number is spent on a paper that cannot be made: the office first says who it is', async () => {
    approve(caseAt(1));
    const drawing = await zhangmin.ask('get', `/api/notices/${caseAt(1)}/preview?kind=recovery-notice`);
    const shown = await drawing.text();
    expect(shown).toContain('草稿 未签发');
    expect(shown).not.toMatch(/未经?审批/);
    const settings = join(stand.home, 'hedui.yaml');
    const whole = readFileSync(settings, 'utf8');
    writeFileSync(settings, whole.slice(0, whole.indexOf('documents:')));
    const ask = () =>
      zhangmin.ask('post', `/api/notices/${caseAt(1)}/issue`, {
        key: 'issue-without-letterhead',
        expected_last_seq: present(caseAt(1)).last_seq,
      });
    expect((await errorOf(await ask())).code).toBe('letterhead-incomplete');
    expect(present(caseAt(1)).notices).toEqual([]);
    writeFileSync(settings, whole);
  });

  it('issuing takes the next number, and the paper is then served with two servers', async () => {
    const caseId = caseAt(1);
    const { page, complaints, goTo, shoot } = await stand.signIn('zhangmin');
    await goTo('/notices?stage=to-issue');
    await page.getByRole('button', { name: '签发' }).click();
    await page.getByRole('dialog').getByText('签发给王**').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '签发' }).click();
    await page.getByText(/已签发：弥人社追〔\d{4}〕1号/).waitFor();
    await page.waitForURL(/stage=to-serve/);
    const number = present(caseId).notices[0]?.notice_number ?? '';
    await page.waitForFunction(pictureIsThere);
    await shoot('notices-to-serve');
    await page.getByRole('button', { name: '登记送达' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('送达人一').fill('张敏');
    await dialog.getByRole('button', { name: '登记送达' }).click();
    await dialog.getByText('送达须由两名不同的人员进行').waitFor();
    expect(present(caseId).status).toBe('notified');
    await dialog.getByLabel('送达人二').fill('刘洋');
    await dialog.getByLabel('送达地点').fill('收件人家中');
    await shoot('notices-serve');
    await dialog.getByRole('button', { name: '登记送达' }).click();
    await page.getByText(`${number} 已登记送达`).waitFor();
    await page.waitForURL(/stage=served/);
    await page.getByText('缴款期限').first().waitFor();
    await page
      .getByText(/剩 \d+ 天/)
      .first()
      .waitFor();
    await shoot('notices-served');
    const { status, notices } = present(caseId);
    expect(status).toBe('served');
    expect(notices[0]?.served?.record).toMatchObject({ servers: ['张敏', '刘洋'], place: '收件人家中' });
    expect(complaints).toEqual([]);
  });

  it('deadlines name their kind: days to pay, and working days after a reminder', async () => {
    const { desk } = stand.workbench;
    const caseId = caseAt(2);
    approve(caseId);
    act(desk, 'zhangmin', caseId, 'notify', { on: '2023-01-05' });
    act(desk, 'zhangmin', caseId, 'serve', { on: '2023-01-06', servers: ['张经办', '李经办'] });
    const number = present(caseId).notices[0]?.notice_number ?? '';
    const served = await read(caseId, number);
    expect(served.row.deadline).toMatchObject({ clock: 'pay-by', unit: 'days', due_on: '2023-02-06' });
    expect(served.row.deadline?.left).toBeLessThan(0);
    const today = businessDay(desk.office.now());
    act(desk, 'zhangmin', caseId, 'overdue', { on: today });
    act(desk, 'zhangmin', caseId, 'remind', { on: today });
    const reminded = await read(caseId, number);
    const working = reminded.deadlines.find(({ clock }) => clock === 'reminder');
    expect(working).toMatchObject({ unit: 'working-days', left: 10 });
  });

  it('a public notice counts as served only after its term, and shows neither name nor number', async () => {
    const caseId = caseAt(3);
    const { desk } = stand.workbench;
    approve(caseId);
    act(desk, 'zhangmin', caseId, 'notify');
    act(desk, 'zhangmin', caseId, 'fail-to-serve', {
      ...{ method: 'in-person', reason: '全家外出，去向不明', servers: ['张敏', '刘洋'] },
      unknown_by: '村委会',
    });
    const today = businessDay(desk.office.now());
    const answer = await zhangmin.ask('post', `/api/notices/${caseId}/service`, {
      key: 'public-service',
      expected_last_seq: present(caseId).last_seq,
      method: 'public-notice',
      on: today,
      servers: ['张敏', '刘洋'],
      reason: '下落不明',
    });
    expect(answer.status).toBe(200);
    const { rows, counts } = (await (await zhangmin.ask('get', '/api/notices?stage=public')).json()) as {
      rows: NoticeRow[];
      counts: Record<string, number>;
    };
    expect(rows.map(({ case_id }) => case_id)).toEqual([caseId]);
    expect(rows[0]?.deadline).toMatchObject({ clock: 'public-notice', unit: 'days', left: 30 });
    expect(counts).toMatchObject({ draft: 1, 'to-issue': 0, public: 1, void: 0 });
    const { page, complaints, goTo, shoot } = await stand.signIn('zhangmin');
    await goTo('/notices?stage=public');
    await page.getByRole('button', { name: '公告', exact: true }).click();
    await page.waitForFunction(pictureIsThere);
    await shoot('notices-public');
    await page.getByRole('button', { name: '签发' }).click();
    await page.getByRole('dialog').getByText('签发给王**的《公告》').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '签发' }).click();
    await page.getByText(/已签发：弥人社公〔\d{4}〕1号/).waitFor();
    await page.getByRole('tab', { name: '公告中 2' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('the printed public notice is masked like its preview; the recovery notice has the name in full', async () => {
    const caseId = caseAt(3);
    const print = async (kind: string): Promise<string> => {
      const answer = await zhangmin.ask('post', '/api/notices/print', {
        papers: [{ case_id: caseId, kind }],
        format: 'docx',
      });
      expect(answer.status).toBe(200);
      const zip = await Zip.load(Buffer.from(await answer.arrayBuffer()));
      return zip.getFile('word/document.xml').getContentText();
    };
    const publicNotice = await print('public-notice');
    expect(publicNotice).toContain('王**');
    expect(publicNotice).not.toContain('王小明');
    expect(await print('recovery-notice')).toContain('王小明');
    const exported = stand.workbench.desk.ledger
      .statement(`select payload from event where type = 'DataExported' and subject_id = ? order by seq`)
      .all(caseId)
      .map(({ payload }) => JSON.parse(String(payload)) as unknown);
    expect(exported).toEqual([
      { document: 'public-notice', format: 'docx', reason: '制作文书' },
      { document: 'recovery-notice', format: 'docx', reason: '制作文书' },
    ]);
  });

  it('a supervisor makes an issued notice void with a reason; its number is never given again', async () => {
    const caseId = caseAt(4);
    const { desk } = stand.workbench;
    approve(caseId);
    act(desk, 'zhangmin', caseId, 'notify');
    const number = present(caseId).notices[0]?.notice_number ?? '';
    const refused = await zhangmin.ask('post', `/api/notices/${caseId}/void`, {
      key: 'void-by-investigator',
      document_number: number,
      reason: '收件人写错',
    });
    expect(refused.status).toBe(403);
    const { page, complaints, goTo, shoot } = await stand.signIn('chenjing');
    await goTo(`/notices?stage=to-serve&paper=${encodeURIComponent(number)}`);
    await page.getByRole('button', { name: '作废', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '作废' }).click();
    await dialog.getByText('请写明理由').waitFor();
    await dialog.getByLabel('作废原因').fill('收件人写错');
    await dialog.getByRole('button', { name: '作废' }).click();
    await page.getByText(`${number} 已作废`).waitFor();
    await page.getByRole('tab', { name: '作废 1' }).click();
    await page.getByText('陈静：收件人写错').waitFor();
    await shoot('notices-void');
    act(desk, 'zhangmin', caseId, 'notify');
    expect(present(caseId).notices.map(({ notice_number }) => notice_number)).not.toHaveLength(1);
    expect(present(caseId).notices[1]?.notice_number).not.toBe(number);
    expect(complaints).toEqual([]);
  });

  it('several ticked papers come in one archive, and one paper as it is', async () => {
    const { page, complaints, goTo } = await stand.signIn('zhangmin');
    await goTo('/notices?stage=served');
    await page.getByLabel('全选本页').check();
    const [archive] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '打印选中（2）' }).click(),
    ]);
    expect(archive.suggestedFilename()).toMatch(/^文书-.*-2份\.zip$/);
    const zip = await Zip.load(await contentOf(archive));
    expect(zip.listFiles()).toHaveLength(2);
    expect(zip.listFiles().every((name) => name.endsWith('.pdf'))).toBe(true);
    const [paper] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('p')]);
    const pdf = await contentOf(paper);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(complaints).toEqual([]);
  });

  it('filters by township and by what is overdue, and the address holds them', async () => {
    const township = present(caseAt(2)).person.township ?? '';
    const { page, goTo, complaints } = await stand.signIn('zhangmin');
    await goTo(`/notices?stage=served&township=${encodeURIComponent(township)}`);
    await page.locator('.notice-table tbody tr').first().waitFor();
    const shown = await page.locator('.notice-table tbody tr').count();
    const all = [caseAt(1), caseAt(2)].filter((one) => present(one).person.township === township);
    expect(shown).toBe(all.length);
    await goTo('/notices?stage=served&due=past');
    await page
      .getByText(/没有符合条件的文书|逾期 \d+/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('reads in English, at both sizes, without scrolling sideways', async () => {
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
    ] as const) {
      const looks = { language: 'en', width, height } as const;
      const { page, complaints, goTo, shoot, leave } = await stand.signIn('chenjing', looks);
      await goTo('/notices?stage=served');
      await page.waitForFunction(pictureIsThere);
      await shoot(`notices-en-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
      await leave();
    }
  });
});
