import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/list-cases.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { runVerb } from '../../workbench/server/command-line.ts';
import { csv } from '../night/small-office.ts';
import { holdNight } from './hold-night.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const PRISON = 'imprisonment/paid-while-imprisoned';
const CALM = ['2023-02-01', '2023-02-02'];
const JUMP = '2023-02-03';
const SENTENCED = 25;

/** People still paid of whom nothing is known, as a court's list would have them all sentenced. */
async function draftSentences(home: string): Promise<string> {
  const { warehouse } = await openPublished(join(home, 'builds'));
  try {
    const people = await warehouse.rows<{ name: string; resident_id: string }>(`
      select person.name, person.resident_id
      from canonical.person
      inner join canonical.beneficiary using (person_id)
      where person.resident_id is not null and beneficiary.last_settled_month = 202212
          and person_id not in (select person_id from result.finding)
      order by person.resident_id
      limit ${SENTENCED}`);
    expect(people).toHaveLength(SENTENCED);
    return csv([
      ['姓名', '身份证号码', '判决书文号', '刑种', '刑期起', '刑期止', '执行方式'],
      ...people.map(({ name, resident_id }, place) => [
        ...[name, resident_id, `（2022）云2504刑初${500 + place}号`],
        ...['有期徒刑', '2022-01-15', '2023-12-14', '监狱执行'],
      ]),
    ]);
  } finally {
    warehouse.close();
  }
}

describe.skipIf(!hasBrowser)(
  `a rule that a night held (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let held: NightSummary;
    const casesOf = () =>
      listCases(stand.workbench.desk.ledger, 'program', { rule_id: PRISON }, { limit: 200 }).length;
    beforeAll(async () => {
      stand = await openStand();
      const { inbox } = stand.workbench.desk.settings;
      mkdirSync(inbox, { recursive: true });
      const night = (asOf: string) =>
        runVerb<NightSummary>(stand.home, ['nightly', '--as-of', asOf, '--inbox', inbox]);
      for (const day of CALM) await night(day);
      writeFileSync(join(inbox, '法院服刑人员名单（补充）.csv'), await draftSentences(stand.home));
      held = await night(JUMP);
    }, 180_000);
    afterAll(() => stand?.close());

    it('stands first among what wants a person, with its figures, and only a supervisor may let it go on', async () => {
      expect(held.held).toMatchObject([{ rule_id: PRISON, fresh: SENTENCED }]);
      const manager = await stand.signIn('zhouju');
      await manager.goTo('/today');
      const first = manager.page.locator('.today-attention li').first();
      await first.waitFor();
      expect(await first.textContent()).toContain('远多于以往，已暂停立案');
      expect(await first.textContent()).toContain(held.held[0]?.zh);
      expect(await first.getByRole('button').count()).toBe(0);
      await manager.shoot('held-manager');
      const english = await stand.signIn('chenjing', { language: 'en' });
      await english.goTo('/today');
      await english.page.getByText('1 rule held').first().waitFor();
      await english.page.locator('.today-attention button').first().click();
      await english.page.locator('#release-reason').waitFor();
      await english.shoot('held-release-en');
      expect([...manager.complaints, ...english.complaints]).toEqual([]);
      await manager.context.close();
      await english.context.close();
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
      await page.getByText('第 5 次核对').first().waitFor();
      await page.locator('.today-attention li', { hasText: '已暂停立案' }).waitFor({ state: 'detached' });
      await page.locator('.sentence').getByText(`立案 ${SENTENCED} 件，含放行后才立案的疑点`).waitFor();
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
