import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCovered } from '../../casework/covered/read-covered.ts';
import { publishedPath } from '../../storage/warehouse/builds.ts';
import { runVerb } from '../../workbench/server/command-line.ts';
import { csv } from '../night/small-office.ts';
import { seriousFaults } from './axe.ts';
import { signedIn } from './caller.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const REGISTER = join(import.meta.dirname, '../../data-samples/inbox/户籍登记常住人口信息.csv');
const TOWNSHIP = '竹园镇';

/** Everybody of one township but the last, as a roster of the insured has them. */
function insuredRoster(): string {
  const [header = '', ...lines] = readFileSync(REGISTER, 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/);
  const names = header.split(',');
  const at = (line: string, name: string): string => line.split(',')[names.indexOf(name)] ?? '';
  const own = lines.filter((line) => at(line, '乡镇') === TOWNSHIP && at(line, '户籍状态') === '正常');
  const rows = own.map((line) => [
    at(line, '姓名'),
    at(line, '公民身份号码'),
    TOWNSHIP,
    '正常参保',
    '2011-07',
  ]);
  return csv([['姓名', '身份证号', '乡镇', '参保状态', '参保时间'], ...rows.slice(0, -1)]);
}

describe.skipIf(!hasBrowser)(
  `the page of the coverage (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    }, 240_000);
    afterAll(() => stand?.close());

    it('names the list that has not come, and no other', async () => {
      // the demonstration's night has a register, and no roster of the insured
      const { page, goTo } = await stand.signIn('chenjing');
      await goTo('/covered');
      await page.getByText('参保花名册没有到').waitFor();
      expect(await page.getByText('户籍登记没有到').count()).toBe(0);
      const { inbox } = stand.workbench.desk.settings;
      mkdirSync(inbox, { recursive: true });
      writeFileSync(join(inbox, '参保花名册.csv'), insuredRoster());
      await runVerb(stand.home, ['nightly', '--as-of', '2023-02-01', '--inbox', inbox]);
    }, 240_000);

    it('gives a share where the list of a township is whole and says where it is not', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/covered');
      const { townships } = await readCovered(publishedPath(stand.workbench.desk.workspace.builds));
      const whole = townships.filter(({ is_whole }) => is_whole);
      expect(whole.map(({ township }) => township)).toEqual([TOWNSHIP]);
      const row = page.locator('tr', { hasText: TOWNSHIP }).first();
      await row.getByText('%').waitFor();
      expect(await page.getByText('名单未报齐').count()).toBe(townships.length - 1);
      await shoot('covered');
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('opens the people of a figure once somebody says why, numbers masked, and writes that down', async () => {
      const { page, goTo, shoot } = await stand.signIn('chenjing');
      await goTo('/covered');
      await page.locator('tr', { hasText: TOWNSHIP }).first().getByRole('button').nth(1).click();
      const drawer = page.locator('.ant-drawer');
      expect(await drawer.locator('td').count()).toBe(0);
      await drawer.getByRole('textbox').fill('核对参保率');
      await drawer.getByRole('button', { name: '看名单' }).click();
      await drawer.locator('td').first().waitFor();
      await shoot('covered-people');
      expect(await drawer.textContent()).not.toMatch(/\d{17}[\dX]/);
      const last = stand.workbench.desk.ledger.db
        .prepare("select actor, payload from event where type = 'ListRead' and subject_id = 'covered'")
        .get() as { actor: string; payload: string };
      expect(last.actor).toBe('chenjing');
      expect(JSON.parse(last.payload)).toMatchObject({ reason: '核对参保率', township: TOWNSHIP });
    });

    it('is refused to whoever has no right to it, and to a look without a reason', async () => {
      const body = { figure: { of: 'enrolment', township: null, figure: 'nowhere' }, reason: '核对' };
      const auditor = await signedIn(stand.workbench, 'sunshen');
      expect((await auditor.ask('post', '/api/covered/people', body)).status).toBe(403);
      const supervisor = await signedIn(stand.workbench, 'chenjing');
      expect((await supervisor.ask('post', '/api/covered/people', { ...body, reason: '' })).status).toBe(400);
      expect((await supervisor.ask('post', '/api/covered/people', body)).status).toBe(200);
    });
  },
);
