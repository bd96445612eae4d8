import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPassword } from '../../casework/users/passwords.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { runVerb } from '../../workbench/server/command-line.ts';
import { edit, fillIn, lowerCeiling, OWN_RULE } from '../support/own-rule.ts';
import { addColleague } from './demo-case.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `the life of a rule of the office (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
      const { ledger, office, workspace } = stand.workbench.desk;
      addColleague(stand.workbench.desk, 'sunli', '孙丽', 'supervisor');
      setPassword(ledger, office, { user: 'sunli', via: 'test' }, 'sunli', PASSWORD);
      await runVerb(stand.home, ['rules', 'new', OWN_RULE]);
      edit(workspace, 'rule.yaml', (text) =>
        text.replace('TODO 待填：规则的名称，十来个字', '单月发放超过上限'),
      );
      fillIn(workspace);
      lowerCeiling(workspace, 20_000);
    });
    afterAll(() => stand?.close());

    const move = async (user: string, button: string, reason: string, told: string): Promise<void> => {
      const { page, goTo } = await stand.signIn(user);
      await goTo(`/rules?own=${OWN_RULE}`);
      await page.getByRole('button', { name: button, exact: true }).click();
      const dialog = page.locator('.ant-modal:visible');
      await dialog.locator('textarea').fill(reason);
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await expect.poll(() => page.textContent('body')).toContain(told);
    };

    it('a draft stands beside the shipped rules and is put into shadow with a reason', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/rules');
      await page.getByRole('button', { name: '单月发放超过上限' }).click();
      await page.getByText('草稿').first().waitFor();
      await shoot('rule-draft');
      expect(complaints).toEqual([]);
      await move('chenjing', '试运行', '先看会查出谁', '已转入试运行');
    });

    it('what it would have opened stands beside what people decided, masked, with its money by township', async () => {
      mkdirSync(stand.workbench.desk.settings.inbox, { recursive: true });
      await runVerb(stand.home, [
        'nightly',
        '--as-of',
        '2023-02-01',
        '--inbox',
        stand.workbench.desk.settings.inbox,
      ]);
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo(`/rules?own=${OWN_RULE}`);
      await page.getByText('试运行会立案的疑点').waitFor();
      await shoot('rule-shadow', { fullPage: true });
      const text = (await page.textContent('#page')) ?? '';
      expect(text).toContain('按乡镇');
      expect(text).toContain('没有案件');
      const { warehouse } = await openPublished(stand.workbench.desk.workspace.builds);
      const names = await warehouse.rows<{ name: string }>('select distinct name from shadow.finding');
      warehouse.close();
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter(({ name }) => text.includes(name))).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('one proposes its release, and only another one can agree', async () => {
      await move('chenjing', '提出启用', '三夜结果都核过', '已提出启用，待另一人同意');
      await move('chenjing', '同意启用', '我也同意', '不能审批自己的工作');
      await move('sunli', '同意启用', '看过，同意', '两人已同意');
      const { page, goTo } = await stand.signIn('sunshen');
      await goTo(`/rules?own=${OWN_RULE}`);
      await page.getByText('三夜结果都核过').waitFor();
      expect(await page.getByRole('button', { name: '停用' }).count()).toBe(0);
    });
  },
);
