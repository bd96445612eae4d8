import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listBatches, listItems } from '../../casework/reads/waiting/batches.ts';
import { fillInForm } from '../../reports/feedback/batch-form.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `a batch at work (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand({ office: true });
    });
    afterAll(() => stand?.close());

    it('is given out by township, filled in in the sender’s own columns, and shown as it goes back', async () => {
      const { ledger } = stand.workbench.desk;
      const batch = listBatches(ledger)[0]?.batch_id ?? '';
      const before = listItems(ledger, 'program', batch);
      expect(before.every(({ status }) => status === 'received')).toBe(true);
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo(`/batches/${encodeURIComponent(batch)}`);
      await page.waitForSelector('.assign-bar');

      // every township of the batch has its own tick, and all of them together are the batch
      const townships = page.locator('.assign-bar > div >> nth=0').locator('button');
      const words = await townships.allInnerTexts();
      const counted = words
        .filter((text) => !text.startsWith('全部'))
        .map((text) => Number(/(\d+)$/.exec(text)?.[1]));
      expect(counted.length).toBeGreaterThan(1);
      expect(counted.reduce((sum, n) => sum + n, 0)).toBe(before.length);
      await townships.last().click();
      await page.locator('.assign-bar .assignee').click();
      await page.locator('.ant-select-item-option', { hasText: '张敏' }).click();
      await page.locator('.assign-bar').getByRole('button', { name: '分派', exact: true }).click();
      await page.waitForSelector('text=都已分派');
      expect(listItems(ledger, 'program', batch).map(({ assignee }) => assignee)).toEqual(
        before.map(() => 'zhangmin'),
      );

      await page.getByRole('tab', { name: '回表预览与填报' }).click();
      await page.waitForSelector('.return-sheet');
      await shoot('batch-return-sheet');
      const sheet = page.locator('.return-sheet');
      // the sender's rows in the sender's order, nobody's number in full
      const rows = await sheet.locator('tbody tr > th').allInnerTexts();
      expect(rows.map(Number)).toEqual(before.map(({ row }) => row));
      expect(await sheet.innerText()).not.toMatch(/\d{17}[\dX]/);
      // whoever is not alive has a day of death; whoever is has none
      await sheet.getByLabel('是否健在 · 第 3 行').selectOption('否');
      await sheet.locator('text=填了不健在，没有死亡日期').first().waitFor();
      await sheet.getByLabel('核实死亡日期 · 第 3 行').fill('202205');
      await sheet.getByLabel('核实死亡日期 · 第 3 行').press('Enter');
      await expect.poll(() => sheet.locator('text=填了不健在，没有死亡日期').count()).toBe(0);
      await sheet.getByLabel('是否健在 · 第 3 行').selectOption('是');
      await sheet.getByRole('alert').filter({ hasText: '填了健在，又填了死亡日期' }).waitFor();
      // what was refused was not kept
      await expect.poll(() => sheet.getByLabel('是否健在 · 第 3 行').inputValue()).toBe('否');
      expect(complaints).toEqual([]);
    });

    it('takes no answer for a person whom the asker may not see, and none for a column the case answers', () => {
      const { ledger, office } = stand.workbench.desk;
      const batch = listBatches(ledger)[0]?.batch_id ?? '';
      const request = { via: 'test', batch_id: batch, item_number: 1 };
      expect(fillInForm(ledger, office, { ...request, user: 'heqin' }, { method: '入户' })).toMatchObject({
        ok: false,
        refusal: { code: 'not-your-role' },
      });
      const done = fillInForm(ledger, office, { ...request, user: 'zhangmin' }, { died_on: '2022-05-31' });
      expect(done).toMatchObject({
        ok: false,
        refusal: { zh: expect.stringContaining('202205') as unknown },
      });
    });
  },
);
