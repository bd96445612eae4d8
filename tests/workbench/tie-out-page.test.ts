import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '../../casework/tie-out/sheet.ts';
import { runVerb } from '../../workbench/server/command-line.ts';
import { STATEMENTS, statement } from '../night/statements.ts';
import { seriousFaults } from './axe.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `the page of the tie-out (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
      const { inbox } = stand.workbench.desk.settings;
      mkdirSync(inbox, { recursive: true });
      for (const name of Object.keys(STATEMENTS)) writeFileSync(join(inbox, name), statement(name));
      await runVerb(stand.home, ['nightly', '--as-of', '2023-02-01', '--inbox', inbox]);
    }, 240_000);
    afterAll(() => stand?.close());

    it('shows the four beside each other, and a difference with its lines, which is explained and stays so', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/tie-out');
      const contributions = page.locator('.panel', { hasText: '保费征缴' }).first();
      await contributions.getByText('1,600.00').first().waitFor();
      expect(await page.locator('.sentence').textContent()).toContain('4 项差异，其中 4 项还没有说明');
      await shoot('tie-out');
      expect(await seriousFaults(page)).toEqual([]);
      await contributions.locator('tr', { hasText: '2022-06-30' }).getByRole('button').click();
      const drawer = page.locator('.ant-drawer');
      await drawer.getByText('2022年6月收支日记账.csv').waitFor();
      await drawer.locator('textarea').fill('6月30日入库，7月1日到账');
      await shoot('tie-out-difference');
      await drawer.getByRole('button', { name: '记下说明' }).click();
      await drawer.locator('.tie-out-said').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.sentence', { hasText: '4 项差异，其中 3 项还没有说明' }).waitFor();
      await page.getByRole('button', { name: '制表' }).click();
      await page.getByText('待另一人签字').waitFor();
      expect(complaints).toEqual([]);
    });

    it('the sheet is signed by another, with the password, and is to be had as it was frozen', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('zhouju');
      await goTo('/tie-out');
      await page
        .getByRole('button', { name: '签 字' })
        .or(page.getByRole('button', { name: '签字' }))
        .click();
      const dialog = page.locator('.ant-modal');
      await dialog.locator('input[type=password]').fill(PASSWORD);
      await dialog.locator('button[type=submit]').click();
      await page.getByText('原件已封存').waitFor();
      await shoot('tie-out-signed');
      const taken = page.waitForEvent('download');
      await page.getByRole('button', { name: 'PDF' }).click();
      expect((await taken).suggestedFilename()).toBe('对账202206.pdf');
      expect(readSheet(stand.workbench.desk.ledger, 202206).signed).toMatchObject({
        by: 'zhouju',
        prepared_by: 'chenjing',
      });
      expect(complaints).toEqual([]);
    });
  },
);
