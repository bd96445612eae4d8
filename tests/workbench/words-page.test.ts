import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOfficeWords } from '../../casework/words/office-words.ts';
import { type NightSummary, readLastSummary } from '../../reports/morning/night-summary.ts';
import { runVerb } from '../../workbench/server/command-line.ts';
import { seriousFaults } from './axe.ts';
import { signedIn } from './caller.ts';
import { copyHeldHome, LIST as FILE, PRISON, UNKNOWN as SENTENCED, WORD } from './held-night.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `a word that nobody has explained (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let first: NightSummary | null;
    const night = (asOf: string) =>
      runVerb<NightSummary>(stand.home, [
        'nightly',
        ...['--as-of', asOf, '--inbox', stand.workbench.desk.settings.inbox],
      ]);
    const found = (summary: NightSummary | null) =>
      summary?.rules.find(({ rule_id }) => rule_id === PRISON)?.findings ?? Number.NaN;
    const taught = () => listOfficeWords(stand.workbench.desk.ledger);
    beforeAll(async () => {
      stand = await openStand({ home: await copyHeldHome() });
      first = readLastSummary(stand.workbench.desk.workspace.reports);
    });
    afterAll(() => stand?.close());

    it('holds its rows: the file says so with the word, and the morning page leads to where it is explained', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/sources?source=imprisonment');
      const line = page.locator('.sources-files tr', { hasText: FILE });
      await line.getByText(`待释义 ${SENTENCED}`, { exact: true }).waitFor();
      await line.getByRole('button', { name: FILE }).click();
      const drawer = page.locator('.ant-drawer');
      await drawer.getByText(`“${WORD}”`, { exact: true }).waitFor();
      await shoot('words-file');
      await goTo('/today');
      const wanted = page.locator('.today-attention li', { hasText: '个词待释义' });
      expect(await wanted.textContent()).toContain(`刑种“${WORD}” ${SENTENCED} 行`);
      await wanted.getByRole('link', { name: '去说明' }).click();
      await page.locator('h1', { hasText: '释义' }).waitFor();
      expect(await page.locator('.side-bar a', { hasText: '释义' }).textContent()).toMatch(/^释义[1-9]\d*$/);
      expect(complaints).toEqual([]);
    });

    it('is explained by picking a meaning; what would come of it is shown first, and nothing is saved till then', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('zhangmin');
      await goTo('/words');
      const row = page.locator('.words-waiting tbody tr', { hasText: WORD });
      expect(await row.textContent()).toMatch(
        new RegExp(`“${WORD}”.*刑种${SENTENCED}${FILE.replace(/[（）.]/g, '.')}.*第 2 行.*有期徒刑`),
      );
      // the word that most rows wait for is open at once, and no meaning is picked for anybody
      expect(await page.locator('.words-meanings input:checked').count()).toBe(0);
      expect(await page.getByRole('button', { name: '看看会怎样' }).isDisabled()).toBe(true);
      const example = page.locator('.words-row');
      await example.getByText(WORD, { exact: true }).waitFor();
      expect(await example.textContent()).not.toMatch(/姓名[^、）]|身份证/);
      await shoot('words-1366');
      // a clerk's way: from the page to the saved word, as quick as the machine lets them
      const opened = performance.now();
      await page.evaluate(() =>
        addEventListener('pointerdown', () => {
          document.body.dataset.pressed = String(Number(document.body.dataset.pressed ?? 0) + 1);
        }),
      );
      const pressed = async () => Number(await page.evaluate(() => document.body.dataset.pressed ?? '0'));
      await page.getByRole('radio', { name: /^有期徒刑/ }).check();
      await page.getByRole('button', { name: '看看会怎样' }).click();
      const effect = page.locator('.words-effect');
      await effect.waitFor({ timeout: 60_000 });
      await shoot('words-tried');
      const [before, after] =
        /(\d+) → (\d+)/
          .exec((await effect.textContent()) ?? '')
          ?.slice(1)
          .map(Number) ?? [];
      expect((before ?? 0) - (after ?? 0)).toBe(SENTENCED);
      expect(await effect.textContent()).toContain(`新增 ${SENTENCED} 条，消失 0 条`);
      const tried = (performance.now() - opened) / 1_000;
      const toTry = await pressed();
      expect(tried).toBeLessThan(60);
      expect(taught()).toEqual([]);
      const nights = page.locator('.words-nights');
      expect(await nights.textContent()).toMatch(/保留 \d+ 夜，约需 \d+ 秒/);
      await nights.getByRole('button', { name: '在保留的每一夜试算' }).click();
      await nights.getByText('按所属月').waitFor({ timeout: 120_000 });
      expect(await nights.textContent()).toContain(`新增 ${SENTENCED}`);
      await shoot('words-nights');
      expect(taught()).toEqual([]);
      // another meaning is another trial; the one that was tried is tried no more
      const told = await effect.textContent();
      await page.getByRole('radio', { name: '管制', exact: true }).check();
      await effect.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '看看会怎样' }).waitFor();
      await page.getByRole('radio', { name: /^有期徒刑/ }).check();
      expect(await effect.textContent()).toBe(told);
      await page.locator('#word-reason').fill('电话问过法院');
      const beforeSaving = await pressed();
      await page.getByRole('button', { name: '保存', exact: true }).click();
      const clicks = toTry + (await pressed()) - beforeSaving;
      console.log(
        `a word is explained by ${clicks} clicks; what would come of it stood there after ${tried.toFixed(1)} s`,
      );
      expect(clicks).toBe(3);
      await row.getByText('已说明为有期徒刑，下次核对起使用').waitFor();
      await shoot('words-saved');
      expect(taught()).toMatchObject([
        { word: WORD, means: 'fixed-term', taught_by: 'zhangmin', reason: '电话问过法院' },
      ]);
      expect(complaints).toEqual([]);
    });

    it('counts from the next night on, as the trial said', async () => {
      const second = await night('2023-02-02');
      expect(found(second) - found(first)).toBe(SENTENCED);
      const caller = await signedIn(stand.workbench, 'sunshen');
      const told = (await (await caller.ask('get', '/api/words')).json()) as {
        waiting: { word: string }[];
      };
      expect(told).toMatchObject({ taught: [{ word: WORD, means: { zh: '有期徒刑' } }] });
      expect(told.waiting.filter(({ word }) => word === WORD)).toEqual([]);
    }, 120_000);

    it('is taken back after the same look at what would come of it, and its rows wait again', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing', { language: 'en' });
      await goTo('/words');
      await page.getByRole('button', { name: 'Take back…' }).click();
      const dialog = page.locator('.ant-modal');
      const takeBack = dialog.getByRole('button', { name: 'Take back', exact: true });
      expect(await takeBack.isDisabled()).toBe(true);
      await dialog.getByRole('button', { name: 'See what would change' }).click();
      await dialog.locator('.words-effect').waitFor({ timeout: 60_000 });
      await shoot('words-forget-en');
      expect(await dialog.locator('.words-effect').textContent()).toContain(`${SENTENCED} would go`);
      await takeBack.click();
      await page.getByText('No word has been explained yet.').waitFor();
      expect(taught()).toEqual([]);
      const third = await night('2023-02-03');
      expect(found(third)).toBe(found(first));
      await goTo('/words');
      await page.getByRole('radio', { name: /^fixed-term imprisonment/ }).waitFor();
      await shoot('words-en');
      expect(await seriousFaults(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.body.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    }, 120_000);

    it('is read by the auditor, who explains nothing, and by nobody who works no data', async () => {
      const auditor = await signedIn(stand.workbench, 'sunshen');
      const { waiting } = (await (await auditor.ask('get', '/api/words')).json()) as {
        waiting: { word_id: string }[];
      };
      const path = `/api/words/${waiting[0]?.word_id}`;
      const asked = await auditor.ask('post', path, { means: 'fixed-term', reason: '' });
      expect(asked.status).toBe(403);
      const cashier = await signedIn(stand.workbench, 'heqin');
      expect((await cashier.ask('get', '/api/words')).status).toBe(403);
      const supervisor = await signedIn(stand.workbench, 'chenjing');
      const strange = await supervisor.ask('post', path, { means: 'guilty', reason: '' });
      expect(await strange.json()).toMatchObject({ error: { code: 'word-invalid' } });
    });
  },
);
