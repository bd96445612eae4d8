import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVerb } from '../../workbench/server/command-line.ts';
import { csv, payee } from '../night/small-office.ts';
import { seriousFaults } from './axe.ts';
import { type Caller, signedIn } from './caller.ts';
import { textOf } from './exits/elsewhere.ts';
import { type Operation, pool, requestsOf } from './exits/requests.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** What only supervision may meet: the rules' names and the words of their sentences. */
const TRACES = ['insider/', '双改', '一人多岗', '同一登录账号'];

const USERS = ['zhangmin', 'lina', 'chenjing', 'zhouju', 'heqin', 'sunshen', 'admin', 'maxiang'] as const;
/** What sets something going, and what ends a session; none of them tells of people. */
const LEFT_OUT = /^nights\.progress$|^session\.|^audit\.verify$/;

describe.skipIf(!hasBrowser)(
  `what was found about the office’s own hands (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let operations: { path: string; operation: Operation }[];
    beforeAll(async () => {
      stand = await openStand();
      writeFileSync(
        join(stand.home, 'hedui.yaml'),
        'workbench: { requests_per_minute: 1000000, logins_per_minute: 1000 }\n',
      );
      const { desk } = stand.workbench;
      const { inbox } = desk.settings;
      const [both, paid] = [payee(1), payee(2)];
      mkdirSync(inbox, { recursive: true });
      writeFileSync(
        join(inbox, '信息变更日志.csv'),
        csv([
          ['姓名', '身份证号', '变更项目', '变更前', '变更后', '变更时间', '操作员'],
          [both.name, both.residentId, '姓名', '甲', both.name, '2022-05-03', 'u1'],
          [both.name, both.residentId, '身份证号', '乙', both.residentId, '2022-05-03', 'u1'],
        ]),
      );
      writeFileSync(
        join(inbox, '业务操作日志.csv'),
        csv([
          ['业务编号', '业务对象', '证件号码', '操作环节', '操作员', '操作时间'],
          ...['录入', '审核', '支付'].map((step) => [
            'B1',
            paid.name,
            paid.residentId,
            step,
            'u1',
            '2022-05-06',
          ]),
        ]),
      );
      await runVerb(stand.home, ['nightly', '--as-of', '2023-02-01', '--inbox', inbox]);
      const described = (await (await stand.workbench.app.request('/api/openapi.json')).json()) as {
        paths: Record<string, Record<string, Operation>>;
      };
      operations = Object.entries(described.paths).flatMap(([path, methods]) =>
        Object.entries(methods)
          .filter(([method]) => method === 'get')
          .map(([, operation]) => ({ path, operation }))
          .filter(({ operation }) => !LEFT_OUT.test(operation.operationId)),
      );
    }, 240_000);
    afterAll(() => stand?.close());

    it('stands on a page of supervision, each with the rows it rests on', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/insider');
      await page.locator('td', { hasText: '业务操作日志.csv' }).first().waitFor();
      expect(await page.locator('.insider-table tbody tr').count()).toBe(2);
      expect(await page.locator('.page').textContent()).not.toContain(payee(1).residentId);
      await shoot('insider');
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it.each(USERS)('%s meets no trace of it in any other answer or file', async (user) => {
      const caller: Caller = await signedIn(stand.workbench, user);
      const { desk } = stand.workbench;
      const known = pool(desk, { cases: [], words: [payee(1).name] });
      const met: string[] = [];
      let answers = 0;
      for (const { path, operation } of operations)
        for (const { address } of requestsOf(path, operation, known)) {
          const response = await caller.ask('get', address);
          if (response.status >= 300) continue;
          answers += 1;
          const text = await textOf(Buffer.from(await response.arrayBuffer()));
          if (TRACES.some((trace) => text.includes(trace))) met.push(operation.operationId);
        }
      expect(answers).toBeGreaterThan(5);
      expect([...new Set(met)]).toEqual(user === 'chenjing' ? ['insider.read'] : []);
    });

    it.each(USERS.filter((user) => user !== 'chenjing'))('%s is shown no such page', async (user) => {
      const { page, goTo } = await stand.signIn(user);
      await goTo('/insider');
      await page.getByText('您没有查看此页的权限').waitFor();
      expect(await page.locator('.side-bar a', { hasText: '内部监督' }).count()).toBe(0);
    });
  },
);
