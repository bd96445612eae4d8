import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { isLong } from '../support/is-long.ts';
import { type Caller, signedIn } from './caller.ts';
import { codeIn, refusalOf } from './refusal-words.ts';
import {
  closeDemo,
  copyDemoHome,
  hasBrowser,
  openDemo,
  openStand,
  PASSWORD,
  type Stand,
  WITHOUT_BROWSER,
} from './stand.ts';

let stand: Stand;
let home: string;
let workbench: Workbench;
const callers = new Map<string, Caller>();

async function as(user: string): Promise<Caller> {
  const caller = callers.get(user) ?? (await signedIn(workbench, user));
  callers.set(user, caller);
  return caller;
}

/** `no-dead-end.test.ts` walks the cases, `leads-on.test.ts` what is worked beside them; here are the pages that look at the work. */
beforeAll(async () => {
  home = await copyDemoHome({ year: true });
  if (hasBrowser) stand = await openStand({ home });
  workbench = hasBrowser ? stand.workbench : await openDemo(home);
});
afterAll(() => (hasBrowser ? stand?.close() : closeDemo(workbench, home)));

/** Pages that look at the work itself, who meets them, and what each asks; of a refusal, by what it is asked wrongly. */
const LOOKED_AT: readonly (readonly [page: string, users: readonly string[], asked: readonly string[]])[] = [
  ['/rules?rule=:rule', ['chenjing', 'zhangmin', 'zhouju', 'sunshen'], ['/rules/trust?rule_id=:rule']],
  ['/rules?rule=:rule', ['chenjing', 'zhangmin'], ['/rules/sample?rule_id=:rule']],
  ['/rules', ['chenjing', 'sunshen'], ['/rules/unseen']],
  ['/rules?nights=', ['chenjing', 'sunshen'], ['/nights/kept']],
  ['/rules?recompute=', ['chenjing'], ['/rules/touched']],
  ['/rules?recompute=', ['zhangmin'], []],
  ['/tie-out', ['chenjing', 'heqin', 'zhangmin', 'lina', 'zhouju', 'sunshen'], ['/tie-out']],
  ['/visits', ['maxiang', 'zhangmin'], ['/visits']],
  ['/report-check', ['chenjing', 'zhangmin', 'zhouju'], []],
];
const RULE = 'deceased/paid-after-death';

/** What an answer names under a key, wherever it stands. */
function named(answer: unknown, key: string): Set<string> {
  const found = new Set<string>();
  JSON.stringify(answer, (name, value) => {
    if (name === key && typeof value === 'string') found.add(value);
    return value;
  });
  return found;
}

describe(`a page that looks at the work${hasBrowser ? '' : ` (${WITHOUT_BROWSER})`}`, () => {
  it('names no case and no rule that whoever reads it cannot open', async () => {
    let opened = 0;
    for (const [page, users, asked] of LOOKED_AT) {
      for (const [user, path] of users.flatMap((one) => asked.map((each) => [one, each] as const))) {
        const answer = await (await as(user)).ask('get', `/api${path.replace(':rule', RULE)}`);
        expect([page, user, answer.status]).toEqual([page, user, 200]);
        const said = await answer.json();
        const ways = [
          ...[...named(said, 'case_id')].map((id) => `/api/cases/${id}`),
          ...[...named(said, 'rule_id')].map((id) => `/api/rules/one?rule_id=${id}`),
        ];
        for (const way of ways.slice(0, 12)) {
          opened += 1;
          expect([page, user, way, (await (await as(user)).ask('get', way)).status]).toEqual([
            page,
            user,
            way,
            200,
          ]);
        }
      }
    }
    expect(opened).toBeGreaterThan(20);
  });

  it('refuses what is asked wrongly in words of the office, and says what its reader can do', async () => {
    const [one] = listCases(workbench.desk.ledger, 'program', { status: ['new'] }, { limit: 1 });
    const case_id = one?.case_id ?? '';
    const told = { difference_key: 'pension/202201', words: '看过' };
    const wrong: readonly (readonly [string, string, string, unknown?])[] = [
      ['zhangmin', 'post', '/rules/looks', { finding_id: 'F000000000000', verdict: 'holds', reason: '看过' }],
      ['sunshen', 'get', '/nights/difference?earlier=1&later=99'],
      ['zhangmin', 'get', `/rules/cases/${case_id}?day=2000-01-01`],
      ['chenjing', 'get', `/rules/cases/${case_id}?day=2099-01-01`],
      ['heqin', 'get', '/tie-out/lines?key=pension/202201'],
      ['zhangmin', 'post', '/tie-out/explanations', { ...told, stated: '1', reason: 'other' }],
      ['chenjing', 'delete', '/tie-out/explanations', told],
      ['heqin', 'post', '/tie-out/202212/sheet', {}],
      ['zhouju', 'post', '/tie-out/202212/signature', { password: PASSWORD }],
      ['sunshen', 'get', '/tie-out/202212/paper'],
      ['maxiang', 'post', `/visits/${case_id}`, { nonsense: 1 }],
      ['lina', 'get', '/visits'],
      ['zhouju', 'post', '/report-checks?name=a.doc', {}],
      ['chenjing', 'post', '/report-checks?name=a.docx', {}],
    ];
    for (const [user, method, path, body] of wrong) {
      const answer = await (await as(user)).ask(method, `/api${path}`, body);
      const { zh } = await refusalOf(answer);
      expect([path, answer.ok, zh, codeIn(zh)]).toEqual([path, false, zh, []]);
      expect(zh).toMatch(/请/);
    }
  });

  it.runIf(hasBrowser && isLong)('has something to press for everybody who meets it', async () => {
    for (const user of new Set(LOOKED_AT.flatMap(([, users]) => users))) {
      const { page, goTo, leave } = await stand.signIn(user);
      for (const path of new Set(LOOKED_AT.flatMap(([one, users]) => (users.includes(user) ? [one] : [])))) {
        await goTo(path.replace(':rule', RULE));
        await page.waitForLoadState('networkidle');
        await page.waitForFunction(() => document.querySelector('.loading-rows') === null);
        const ways = page.locator('main.page :is(a[href], button:enabled, input:enabled, summary)');
        expect([path, user, (await ways.filter({ visible: true }).count()) > 0]).toEqual([path, user, true]);
      }
      await leave();
    }
  });
});
