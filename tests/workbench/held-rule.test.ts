import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { type NightSummary, readLastSummary } from '../../reports/morning/night-summary.ts';
import { copyHeldHome, PRISON, SENTENCED } from './held-night.ts';
import { holdNight } from './hold-night.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `a rule that a night held (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let held: NightSummary | null;
    const casesOf = () =>
      listCases(stand.workbench.desk.ledger, 'program', { rule_id: PRISON }, { limit: 200 }).length;
    beforeAll(async () => {
      stand = await openStand({ home: await copyHeldHome() });
      held = readLastSummary(stand.workbench.desk.workspace.reports);
    });
    afterAll(() => stand?.close());

    it('stands first among what wants a person, with its figures, and only a supervisor may let it go on', async () => {
      expect(held?.held).toMatchObject([{ rule_id: PRISON, fresh: SENTENCED }]);
      const manager = await stand.signIn('zhouju');
      await manager.goTo('/today');
      const first = manager.page.locator('.today-attention li').first();
      await first.waitFor();
      expect(await first.textContent()).toContain('远多于以往，已暂停立案');
      expect(await first.textContent()).toContain(held?.held[0]?.zh);
      expect(await first.getByRole('button').count()).toBe(0);
      await manager.shoot('held-manager');
      const english = await stand.signIn('chenjing', { language: 'en' });
      await english.goTo('/today');
      await english.page.getByText('1 rule held').first().waitFor();
      await english.page.locator('.today-attention button').first().click();
      await english.page.locator('#release-reason').waitFor();
      await english.shoot('held-release-en');
      expect([...manager.complaints, ...english.complaints]).toEqual([]);
    });

    it('goes on with a reason: that very night is run once more and opens a case for each of its findings', async () => {
      const before = casesOf();
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/today');
      await page.locator('.today-attention').getByRole('button', { name: '放行…' }).click();
      const dialog = page.locator('.ant-modal');
      await dialog.getByText(`${SENTENCED} 条未立案的疑点`).waitFor();
      const release = dialog.getByRole('button', { name: '放行并重新核对' });
      expect(await release.isDisabled()).toBe(true);
      await dialog.locator('#release-reason').fill('已向法院核实名单');
      await shoot('held-release');
      await release.click();
      const goOn = await holdNight(stand.home);
      await dialog.waitFor({ state: 'detached' });
      await page.locator('.today-steps').waitFor();
      // a run that has only begun is none that failed
      expect(await page.locator('.sentence.is-failed').count()).toBe(0);
      await shoot('held-running');
      goOn();
      await page.locator('.today-steps').waitFor({ state: 'detached', timeout: 90_000 });
      await page.getByText('第 3 次核对').first().waitFor();
      await page.locator('.today-attention li', { hasText: '已暂停立案' }).waitFor({ state: 'detached' });
      // the day is compared with the day before it, so its findings are still new when it is run once more
      await expect
        .poll(() => page.locator('.sentence').textContent())
        .toMatch(new RegExp(`新增疑点\\s*${SENTENCED}\\s*条`));
      await shoot('held-released', { fullPage: true });
      expect(casesOf() - before).toBe(SENTENCED);
      await goTo(`/queue?view=new&rule=${PRISON}`);
      await page.getByText(`${SENTENCED} 件 · ${SENTENCED} 人`).waitFor();
      await shoot('held-queue');
      expect(complaints).toEqual([]);
    });

    it('is told to the auditor with who let it go on, and why', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('sunshen');
      await goTo('/audit');
      await page.getByPlaceholder('案件号或对象').fill(PRISON);
      await page.keyboard.press('Enter');
      const told = page.locator('tr', { hasText: '陈静' }).filter({ hasText: PRISON });
      expect(await told.first().textContent()).toMatch(/放行规则.*已向法院核实名单/s);
      await shoot('held-audit');
      expect(complaints).toEqual([]);
    });
  },
);
