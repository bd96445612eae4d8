import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './axe.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const REPORT = [
  '2022年共追缴30人5.00万元，其中：上级下发12人2.00万元，自查核实20人3.00万元。',
  '共发放丧葬补助100份13.56万元，份均1356元。',
  '全年参保率98.50%。',
].join('\n');

describe.skipIf(!hasBrowser)(
  `a report that is to be signed (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    }, 120_000);
    afterAll(() => stand?.close());

    it('shows each claim in its sentence; what somebody strikes out as read wrongly is in no result', async () => {
      const file = join(stand.home, '自评报告.txt');
      writeFileSync(file, REPORT);
      const { page, goTo, complaints } = await stand.signIn('chenjing');
      await goTo('/report-check');
      await page.locator('input[type=file]').setInputFiles(file);
      const rows = page.locator('.report-claims tbody tr');
      await rows.first().waitFor();
      const wrong = rows.filter({ hasText: '对不上' });
      expect(await wrong.count()).toBe(1);
      expect(await wrong.textContent()).toContain('算出来是 32 人');
      expect(await wrong.locator('q').textContent()).toContain('共追缴30人5.00万元');
      const result = page.locator('.sentence');
      expect(await result.textContent()).toContain('1 条对不上');
      expect(await page.getByText('98.50%').first().isVisible()).toBe(true);
      expect(await seriousFaults(page)).toEqual([]);

      await wrong.getByRole('checkbox').uncheck();
      expect(await result.textContent()).toContain('0 条对不上');
      expect(await result.textContent()).toContain('读错去掉 1 条');
      expect(complaints).toEqual([]);
    });

    it('that cannot be read is refused in words', async () => {
      const file = join(stand.home, '报告.wps');
      writeFileSync(file, REPORT);
      const { page, goTo } = await stand.signIn('chenjing');
      await goTo('/report-check');
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText('请先另存为').waitFor();
    });
  },
);
