import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import type { CaseAnswer } from '../../workbench/contract/case.ts';
import { readAskedEvidence } from '../../workbench/server/areas/case/evidence.ts';
import { EvidenceThread } from '../../workbench/server/areas/case/evidence-thread.ts';
import type { Asking } from '../../workbench/server/desk.ts';
import { isLong } from '../support/is-long.ts';
import { type Caller, signedIn } from './caller.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

const CLICKS = 12;
const MINUTES = 3;
/** A number that is masked. */
const NUMBER = /\d{6}\*{8}\d{3}[\dX]/;

/** The cases of one rule that nobody has taken. */
const freeCases = ({ workbench }: Stand, rule: string): string[] =>
  workbench.desk.ledger
    .statement(
      `select case_id from case_state where status = 'new' and case_id in
         (select case_id from finding_state where rule_id = ? and is_withdrawn = 0) order by case_number`,
    )
    .all(rule)
    .map(({ case_id: id }) => String(id));

const isExactDeath = ({ evidence }: CaseAnswer) =>
  evidence !== null &&
  evidence.sentence.parts.length === 1 &&
  evidence.sentence.parts[0]?.match_strength === 'confirmed' &&
  !evidence.is_contrary;

describe.skipIf(!hasBrowser)(`a case (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  let investigator: Caller;
  let zhangmin: Window;
  beforeAll(async () => {
    stand = await openStand();
    investigator = await signedIn(stand.workbench, 'zhangmin');
    zhangmin = await stand.signIn('zhangmin');
  });
  afterAll(() => stand?.close());

  const openCase = async ({ page, goTo }: Window, id: string) => {
    await goTo(`/cases/${id}`);
    await page.waitForSelector(`.case-page:has-text("${id}")`);
  };
  /** Whether a case that nobody has taken is, as the server answers it, what is asked. */
  const someCase = async (rule: string, isAsked: (one: CaseAnswer) => boolean): Promise<boolean> => {
    for (const id of freeCases(stand, rule)) {
      const response = await investigator.ask('get', `/api/cases/${id}`);
      expect(response.status).toBe(200);
      if (isAsked((await response.json()) as CaseAnswer)) return true;
    }
    return false;
  };
  const seen = (kind: string, id: string) =>
    stand.workbench.desk.ledger
      .statement('select actor, payload from event where type = ? and subject_id = ?')
      .all(kind, id);

  it('what a thread of its own reads of a case is what is read in place, and one that has ended is begun anew', async () => {
    const { desk } = stand.workbench;
    const thread = new EvidenceThread(stand.home);
    const asks = { language: 'zh' as const };
    for (const id of freeCases(stand, 'deceased/paid-after-death').slice(0, 2)) {
      const state = loadCase(desk.ledger, id);
      if (state === null) throw new Error(`no case ${id}`);
      const masking = { isUnmasked: false, isNameShown: true };
      const read = (evidence: EvidenceThread | null) =>
        readAskedEvidence({ ...asks, desk: { ...desk, evidence } } as Asking, state, masking);
      const inPlace = await read(null);
      expect(inPlace?.sentence.parts.length).toBeGreaterThan(0);
      expect(await read(thread)).toEqual(inPlace);
      await thread.stop();
    }
  });

  it('an exact-id death is brought from the queue to a notice draft in at most twelve clicks and three minutes', async () => {
    const { page, goTo, shoot } = zhangmin;
    expect(await someCase('deceased/paid-after-death', isExactDeath)).toBe(true);
    await goTo('/queue?rule=deceased/paid-after-death&strength=confirmed');
    let clicks = 0;
    const click = async (selector: string) => {
      clicks += 1;
      await page.locator(selector).first().click();
    };
    const started = Date.now();
    await page.waitForSelector('tbody tr');
    await click('button:has-text("领取下一案")');
    await page.waitForURL(/\/cases\//);
    await page.waitForSelector('.outcomes');
    expect(await page.textContent('.case-head')).toContain('由您锁定至');
    await shoot('case-taken');
    // nothing is chosen beforehand, and nothing can be submitted
    expect(await page.locator('.outcomes input:checked').count()).toBe(0);
    expect(await page.locator('button:has-text("认定并送审")').isDisabled()).toBe(true);
    const boxes = await page.locator('.look-box').count();
    for (let box = 0; box < boxes; box += 1) {
      clicks += 1;
      await page.locator('.look-box').nth(box).click();
    }
    await click('.outcomes label:has-text("属实，应予追回")');
    expect(await page.textContent('.hindrance')).toContain('请选择退款义务人');
    const suggested = page.locator('#case-debtor label');
    const isNamed = (await suggested.count()) > 1;
    clicks += 1;
    await suggested.first().click();
    if (!isNamed) {
      await page.keyboard.press('Tab');
      await page.getByPlaceholder('姓名', { exact: true }).fill('王小明');
      await page.getByPlaceholder('与领取人的关系').fill('之子');
    }
    await click('#case-nature label:has-text("迟报")');
    clicks += 1;
    await page.locator('#case-reason').click();
    await page.keyboard.type('电话核实家属，承认八月底才报告死亡。');
    await shoot('case-filled');
    await click('button:has-text("认定并送审")');
    await page.waitForSelector('.confirm-sentence');
    expect(await page.textContent('.confirm-sentence')).toMatch(
      /认定.+多领 \d+ 个月共 [\d,.]+ 元，由.+退还；交.+。/,
    );
    await shoot('case-confirm');
    await click('.ant-modal button:has-text("确认")');
    await page.waitForSelector('.notice-preview img');
    expect(await page.textContent('.notice-preview .stamp')).toMatch(/草稿.未审批/);
    const picture = page.locator('.notice-preview img').first();
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalHeight))
      .toBeGreaterThan(500);
    expect(clicks).toBeLessThanOrEqual(CLICKS);
    expect(Date.now() - started).toBeLessThan(MINUTES * 60_000);
    await shoot('case-notice-draft');
    const id = page.url().split('/').at(-1) ?? '';
    const state = loadCase(stand.workbench.desk.ledger, id);
    expect(state?.status).toBe('substantiated');
    expect(state?.money.assessed_fen).toBe(state?.money.claimed_fen);
    expect(state?.documents.at(-1)).toMatchObject({ kind: 'decision', status: 'pending' });
    expect(state?.decided).toMatchObject({ by: 'zhangmin', nature: 'late-report' });
    await page.keyboard.press('Escape');
    await page.waitForSelector('dl.decided');
    await shoot('case-decided');
  });

  it('every opening is recorded, and whose name was shown', async () => {
    const [id = ''] = freeCases(stand, 'dual-benefit/employee-pension');
    const before = seen('CaseRead', id).length;
    const { page } = zhangmin;
    await openCase(zhangmin, id);
    expect(await page.textContent('.case-head h1')).toMatch(/^\p{Script=Han}{1,2}\*+$/u);
    const records = seen('CaseRead', id).slice(before);
    expect(new Set(records.map(({ actor }) => actor))).toEqual(new Set(['zhangmin']));
    // the case itself once; what else the page asks of it is written down by its own name
    const shown = records.filter(({ payload }) => String(payload).includes('"name_shown"'));
    expect(shown.map(({ payload }) => String(payload))).toEqual([
      expect.stringContaining('"name_shown":false'),
    ]);
  });

  it('the row behind a piece of evidence opens as it was received, its neighbours masked', async () => {
    const { page, shoot } = zhangmin;
    await page.locator('.sides .source-link button').first().click();
    await page.waitForSelector('table.sheet tr.is-asked');
    expect(await page.locator('table.sheet thead th').count()).toBeGreaterThan(4);
    const text = (await page.textContent('table.sheet')) ?? '';
    expect(text).not.toMatch(/\d{17}[\dXx]/);
    await shoot('case-source-row');
    await page.keyboard.press('Escape');
  });

  it('numbers are shown for one person after a reason, recorded, and hidden again when the page is left', async () => {
    const { page, shoot } = zhangmin;
    const [id = ''] = freeCases(stand, 'dual-benefit/employee-pension');
    await openCase(zhangmin, id);
    expect(await page.textContent('.case-head .number')).toMatch(NUMBER);
    await page.click('button:has-text("显示号码")');
    const show = page.locator('.unmask-form button[type=submit]');
    expect(await show.isDisabled()).toBe(true);
    await page.click('.unmask-form label:has-text("电话核实")');
    await shoot('case-unmask');
    await show.click();
    await page.waitForSelector('.shown-number');
    expect(await page.textContent('.case-head .number')).toMatch(/^\d{17}[\dXx]$/);
    expect(await page.textContent('.shown-number')).toMatch(/已记录，[45]:\d\d 后隐藏/);
    expect(String(seen('NumberUnmasked', id).at(-1)?.payload)).toContain('"reason":"phone"');
    await shoot('case-unmasked');
    await page.click('.case-head .back');
    await page.waitForURL(/\/queue/);
    await openCase(zhangmin, id);
    await expect.poll(() => page.textContent('.case-head .number')).toMatch(NUMBER);
    if (!isLong) return;
    // a window that is closed or reloaded cannot say that it was left
    await page.click('button:has-text("显示号码")');
    await page.click('.unmask-form label:has-text("入户核查")');
    await page.locator('.unmask-form button[type=submit]').click();
    await page.waitForSelector('.shown-number');
    await page.reload();
    await page.waitForSelector('.case-head .number');
    await expect.poll(() => page.textContent('.case-head .number')).toMatch(NUMBER);
    expect(await page.locator('.shown-number').count()).toBe(0);
  });

  it('of two investigators on one case the second reads it and cannot change it, in the page or past it', async () => {
    const [id = ''] = freeCases(stand, 'imprisonment/paid-while-imprisoned');
    await openCase(zhangmin, id);
    await zhangmin.page.click('button:has-text("领取此案")');
    await zhangmin.page.waitForSelector('.outcomes');
    const liuyang = await stand.signIn('liuyang');
    await openCase(liuyang, id);
    const told = '张敏正在核查此案。您可以看，不能改。';
    expect(await liuyang.page.textContent('.case-notices')).toContain(told);
    expect(await liuyang.page.locator('.outcomes').count()).toBe(0);
    expect(await liuyang.page.locator('.move-buttons button').allTextContents()).toEqual(['备注']);
    await liuyang.shoot('case-locked');
    const second = await signedIn(stand.workbench, 'liuyang');
    const { last_seq: seq } = (await (await second.ask('get', `/api/cases/${id}`)).json()) as CaseAnswer;
    const pasted = [
      [
        'decision',
        { key: 'pasted-1', expected_last_seq: seq, outcome: 'unfounded', ground: 'alive', reason: '健在' },
      ],
      ['moves', { key: 'pasted-2', move: 'take', input: {} }],
      ['moves', { key: 'pasted-3', move: 'put-back', input: {} }],
      ['moves', { key: 'pasted-4', move: 'hear', input: {} }],
    ] as const;
    for (const [path, body] of pasted) {
      const response = await second.ask('post', `/api/cases/${id}/${path}`, body);
      expect([body.key, response.status]).toEqual([body.key, 422]);
      expect(await response.json()).toMatchObject({ error: { code: 'locked-by-another', zh: told } });
    }
    expect(loadCase(stand.workbench.desk.ledger, id)?.last_seq).toBe(seq);
  });

  it('what was typed outlasts a locked screen and a server that is away', async () => {
    const { page, context, shoot } = zhangmin;
    const id = page.url().split('/').at(-1) ?? '';
    await page.keyboard.press('2');
    await page.click('.grounds label:has-text("其他")');
    await page.fill('#case-reason', '家属称已更正判决');
    await page.click('.user-menu');
    await page.getByText('锁屏', { exact: true }).click();
    await page.fill('.lock-screen input', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lock-screen', { state: 'detached' });
    expect(await page.inputValue('#case-reason')).toBe('家属称已更正判决');
    await context.setOffline(true);
    await page.click('button:has-text("确认认定")');
    await page.click('.ant-modal button:has-text("确认")');
    await page.waitForSelector('.ant-modal .refusal');
    expect(await page.textContent('.ant-modal .refusal')).toBe('连不上服务器，您填的内容还在。');
    await shoot('case-away');
    await context.setOffline(false);
    await page.click('.ant-modal button:has-text("确认")');
    await page.waitForSelector('dl.decided');
    expect(loadCase(stand.workbench.desk.ledger, id)).toMatchObject({
      status: 'unfounded',
      decided: { by: 'zhangmin', reason: '家属称已更正判决', ground: 'other' },
    });
  });

  it('a file put to a case is kept under its hash and entered in the ledger', async () => {
    const [id = ''] = freeCases(stand, 'dual-benefit/paid-twice');
    await openCase(zhangmin, id);
    const { page } = zhangmin;
    await page
      .locator('.attachments input[type=file]')
      .setInputFiles({ name: '取款凭条.txt', mimeType: 'text/plain', buffer: Buffer.from('凭条') });
    await page.waitForSelector('.attachments button:has-text("取款凭条.txt")');
    expect(loadCase(stand.workbench.desk.ledger, id)?.files).toMatchObject([
      { name: '取款凭条.txt', bytes: 6, by: 'zhangmin' },
    ]);
  });

  it('a move that the state and the role allow is made from its dialog, which says what it still lacks', async () => {
    const { page, shoot } = zhangmin;
    const id = page.url().split('/').at(-1) ?? '';
    await page.click('.move-buttons button:has-text("备注")');
    await page.waitForSelector('#move-text');
    expect(await page.locator('.ant-modal button[type=submit]').isDisabled()).toBe(true);
    expect(await page.textContent('.ant-modal .hindrance')).toBe('请填写：内容');
    await page.fill('#move-text', '已电话联系村委会');
    await shoot('case-move');
    await page.click('.ant-modal button[type=submit]');
    await page.waitForSelector('.history tr:has-text("已电话联系村委会")');
    expect(loadCase(stand.workbench.desk.ledger, id)?.notes.at(-1)).toMatchObject({
      by: 'zhangmin',
      text: '已电话联系村委会',
    });
  });

  it('a month left out needs a reason, and the amount follows at once', async () => {
    const [id = ''] = freeCases(stand, 'deceased/paid-after-death');
    const { page, shoot } = zhangmin;
    await openCase(zhangmin, id);
    await page.click('button:has-text("领取此案")');
    await page.waitForSelector('.outcomes');
    await page.keyboard.press('1');
    const figure = () => page.textContent('.amount-figure .figure');
    const whole = await figure();
    await page.click('button:has-text("调整月份")');
    await page.locator('.strike-months .ant-checkbox-wrapper').first().click();
    expect(await figure()).not.toBe(whole);
    await shoot('case-strike', { fullPage: true });
    await page.click('button:has-text("放回队列")');
    await page.waitForURL(/\/queue/);
    expect(loadCase(stand.workbench.desk.ledger, id)?.status).toBe('new');
  });

  it('nothing complained: no script, no policy, no fault of the server', () => {
    // the cable was pulled on purpose, once
    const told = zhangmin.complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'));
    expect(told).toEqual([]);
  });
});
