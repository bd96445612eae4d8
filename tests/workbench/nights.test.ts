import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from './download.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `two nights compared (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand({ office: true });
    });
    afterAll(() => stand?.close());

    it('whoever came, went or changed is named, masked, with the reason; the workbook is given for a reason and written down', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/rules');
      await page.getByRole('button', { name: '两夜对照' }).click();
      await page.getByText('新到死亡记录（2022-10-09，《殡仪馆火化登记（2023年1月）.csv》第4行）').waitFor();
      expect(await page.textContent('.nights-people')).not.toMatch(/\d{17}/);
      await shoot('nights-difference');
      await page.getByLabel('导出用途').fill('核对新到名单');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出工作簿' }).click(),
      ]);
      expect((await contentOf(download)).subarray(0, 2).toString()).toBe('PK');
      const { payload } = stand.workbench.desk.ledger.db
        .prepare("select payload from event where type = 'DataExported' order by seq desc limit 1")
        .get() as { payload: string };
      expect(JSON.parse(payload)).toMatchObject({ reason: '核对新到名单', format: 'xlsx' });
      expect(complaints).toEqual([]);
    });
  },
);
