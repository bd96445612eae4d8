import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { execute } from '../../casework/execute.ts';
import { type OwedPart, partsOwed } from '../../casework/owed.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { summariseRecovery } from '../../casework/reads/money/recovery-summary.ts';
import { formatYuan } from '../../core/money.ts';
import { OWED_STEPS } from '../../core/words/owed-steps.ts';
import { describeSummary } from '../../reports/manager/describe-summary.ts';
import { makeSummary } from '../../reports/manager/make-summary.ts';
import { officeSummary } from '../../reports/manager/office-summary.ts';
import { currentBuild } from '../../storage/warehouse/builds.ts';
import type { Overview } from '../../workbench/contract/overview.ts';
import { type Caller, signedIn } from './caller.ts';
import { contentOf } from './download.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const MONEY = [
  'assessed_fen',
  'repaid_fen',
  'offset_fen',
  'written_off_fen',
  'refunded_fen',
  'outstanding_fen',
] as const;

const shown = (fen: number): string => {
  const [whole = '', rest = ''] = formatYuan(Math.abs(fen)).replaceAll(',', '').split('.');
  return `${fen < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
};

describe.skipIf(!hasBrowser)(
  `the manager's overview (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let manager: Caller;
    beforeAll(async () => {
      stand = await openStand({ year: true });
      manager = await signedIn(stand.workbench, 'zhouju');
    });
    afterAll(() => stand?.close());

    const read = async (query = ''): Promise<Overview> => {
      const response = await manager.ask('get', `/api/overview${query}`);
      expect(response.status).toBe(200);
      return (await response.json()) as Overview;
    };

    /** The tables of the report over the same days, as programs are told them. */
    const reportOf = ({ from, to }: Overview['period']) => {
      const { ledger, workspace } = stand.workbench.desk;
      const request = {
        ...{ period: { from, to }, office: '测试经办机构', made_on: to, source_titles: new Map() },
        ...{ builds: workspace.builds, build: currentBuild(workspace.builds) ?? 0 },
      };
      return makeSummary(ledger, request, async (summary) => describeSummary(summary).tables);
    };

    it('every figure of the equation is the ledger’s to the fen, and the report’s', async () => {
      const { equation, ties, period, counts, refund_due_fen } = await read();
      const { total } = summariseRecovery(stand.workbench.desk.ledger, 'program', 'township');
      expect(total.assessed_fen).toBeGreaterThan(1_000_000);
      for (const name of MONEY) expect([name, equation[name]]).toEqual([name, total[name]]);
      expect(equation.opening_fen).toBe(0);
      expect(counts.found.cases).toBe(total.cases);
      expect(ties.filter(({ holds }) => !holds)).toEqual([]);
      const report = await officeSummary(stand.home, period, async (summary) => describeSummary(summary));
      const [line] = report.tables.equation ?? [];
      expect(line).toMatchObject({
        assessed_fen: equation.assessed_fen,
        repaid_fen: equation.repaid_fen,
        owed_fen: equation.outstanding_fen + refund_due_fen,
        due_fen: refund_due_fen,
      });
    });

    it('page and report say the same figures, of the whole county and of what a filter leaves', async () => {
      for (const query of ['?period=all', '?period=year']) {
        const page = await read(query);
        const tables = await reportOf(page.period);
        const told = (table: string, ...names: string[]) =>
          (tables[table] ?? []).map((row) => names.map((name) => row[name]));
        expect(page.months.map((row) => [row.month, row.recovered_fen, row.written_off_fen])).toEqual(
          told('by_month', 'month', 'recovered_fen', 'written_off_fen'),
        );
        expect(page.ages.map((row) => [row.people, row.cases, row.outstanding_fen])).toEqual(
          told('by_age', 'people', 'cases', 'outstanding_fen'),
        );
        expect(
          page.outcomes
            .filter(({ found }) => found > 0)
            .map((row) => [row.people, row.found, row.substantiated, row.unfounded, row.undecided]),
        ).toEqual(told('outcome', 'people', 'cases', 'substantiated', 'unfounded', 'undecided'));
        expect(
          page.batches.map((row) => [row.title.zh, row.items, row.verified, row.outstanding_fen]),
        ).toEqual(told('by_batch', 'title', 'items', 'verified', 'owed_fen'));
        const percent = (ratio: number | null) => (ratio === null ? null : Number((ratio * 100).toFixed(2)));
        expect(
          page.by_rule.map((row) => [row.title.zh, row.decided, row.substantiated, percent(row.ratio)]),
        ).toEqual(told('rule_precision', 'rule_title', 'decided', 'substantiated', 'precision_percent'));
        expect(page.owed_to_people.map((row) => [row.people, row.cases, row.amount_fen])).toEqual(
          told('owed_to_person', 'people', 'cases', 'amount_fen'),
        );
        expect(page.certification.map(({ due, certified }) => [due, certified]).toReversed()).toEqual(
          [...Map.groupBy(tables.certification ?? [], ({ half_year }) => half_year).values()].map((ways) => [
            ways[0]?.due_people,
            ways.slice(0, 6).reduce((sum, { people }) => sum + Number(people), 0),
          ]),
        );
        const rules = new Map(page.choices.rules.map(({ key, title }) => [title.zh, key]));
        const groups = (tables.by_township_rule ?? []).filter(({ assessed_fen }) => assessed_fen !== 0);
        expect(groups.length).toBeGreaterThan(5);
        for (const { township, rule_title, ...row } of groups) {
          const { equation, refund_due_fen } = await read(
            `${query}&township=${township}&rule=${rules.get(String(rule_title))}`,
          );
          expect([township, rule_title, equation.outstanding_fen + refund_due_fen, refund_due_fen]).toEqual([
            ...[township, rule_title, row.owed_fen, row.refund_due_fen],
          ]);
          expect(equation.repaid_fen + equation.offset_fen - equation.refunded_fen).toBe(
            row.recovered_in_period_fen,
          );
        }
      }
    });

    it('what is owed to people is told by its step, in every township, and as the ledger has it', async () => {
      const { owed_to_people, choices } = await read();
      const byStep = (parts: readonly Pick<OwedPart, 'step' | 'amount_fen'>[]) =>
        OWED_STEPS.map((one) =>
          parts.reduce((sum, { step, amount_fen }) => sum + (step === one ? amount_fen : 0), 0),
        );
      const { ledger } = stand.workbench.desk;
      const states = listCases(ledger, 'program', {}, { limit: 1000 }).map((one) =>
        loadCase(ledger, one.case_id),
      );
      const told = byStep(owed_to_people);
      expect(told).toEqual(byStep(states.flatMap((state) => (state === null ? [] : partsOwed(state)))));
      expect([told[0], told[3]].every((fen) => (fen ?? 0) > 0)).toBe(true);
      const apart = await Promise.all(choices.townships.map((township) => read(`?township=${township}`)));
      expect(byStep(apart.flatMap((one) => one.owed_to_people))).toEqual(told);
    });

    it('townships, rules, batches, months, ages and strengths each add up to the same money', async () => {
      for (const query of [
        '',
        '?period=year',
        '?period=quarter',
        '?rule=deceased/paid-after-death',
        '?township=福城街道',
      ]) {
        const { equation, townships, rules, batches, months, ages, strengths, refund_due_fen, ties } =
          await read(query);
        const sum = (rows: readonly { assessed_fen: number }[]) =>
          rows.reduce((all, row) => all + row.assessed_fen, 0);
        for (const rows of [townships, rules, batches, months, strengths])
          expect(sum(rows)).toBe(equation.assessed_fen);
        const owed = ages.reduce((all, row) => all + row.outstanding_fen, 0);
        expect(owed - refund_due_fen).toBe(equation.outstanding_fen);
        expect(ties.filter(({ holds }) => !holds)).toEqual([]);
      }
    });

    it('every figure opens exactly as many rows as it counts, over exactly its money', async () => {
      const overview = await read();
      const rowsOf = async (query: string) =>
        (await (await manager.ask('get', `/api/overview/rows?${query}`)).json()) as {
          cases: number;
          amount_fen: number;
          rows: unknown[];
        };
      for (const [figure, { cases }] of Object.entries(overview.counts)) {
        const behind = await rowsOf(`figure=${figure}`);
        expect([figure, behind.cases, behind.rows.length]).toEqual([figure, cases, Math.min(50, cases)]);
      }
      for (const group of overview.townships) {
        const behind = await rowsOf(`figure=owed&township=${group.key}`);
        expect([group.key, behind.amount_fen]).toEqual([group.key, group.outstanding_fen]);
      }
      for (const month of overview.months.filter(({ recovered_fen }) => recovered_fen !== 0)) {
        const behind = await rowsOf(`figure=recovered&month=${month.month}`);
        expect([behind.cases, behind.amount_fen]).toEqual([month.recovered_cases, month.recovered_fen]);
      }
      for (const window of overview.certification) {
        for (const way of ['due', 'certified', 'stopped', 'unstopped'] as const) {
          const response = await manager.ask(
            'get',
            `/api/overview/certification?year=${window.year}&half=${window.half}&way=${way}`,
          );
          expect([way, ((await response.json()) as { people: number }).people]).toEqual([way, window[way]]);
        }
      }
    });

    it('a share is told only from twenty decided cases on, and never without its number', async () => {
      const { by_rule, by_source } = await read();
      expect(by_rule.length).toBeGreaterThan(3);
      for (const row of [...by_rule, ...by_source]) expect(row.ratio === null).toBe(row.decided < 20);
      expect(by_source.some(({ ratio }) => ratio !== null)).toBe(true);
    });

    it('the page shows these figures, opens their rows, and goes back', async () => {
      const overview = await read();
      const { page, complaints, shoot, goTo } = await stand.signIn('zhouju');
      await goTo('/dashboard');
      await page.waitForSelector('[data-figure="outstanding"]');
      expect(await page.textContent('[data-figure="assessed"]')).toBe(shown(overview.equation.assessed_fen));
      expect(await page.textContent('[data-figure="repaid"]')).toBe(shown(overview.equation.repaid_fen));
      expect(await page.textContent('[data-figure="outstanding"]')).toBe(
        shown(overview.equation.outstanding_fen),
      );
      expect(await page.locator('.tie-list .ties').count()).toBe(3);
      expect(await page.locator('table.groups tbody tr').count()).toBe(14);
      await page.waitForSelector('.curve path');
      await shoot('dashboard-1366');
      await shoot('dashboard-1366-full', { fullPage: true });
      await page.click('[data-figure="outstanding"] a');
      await page.waitForSelector('[data-rows]');
      expect(await page.getAttribute('[data-rows]', 'data-rows')).toBe(
        String(overview.counts.outstanding.cases),
      );
      expect(await page.locator('.ant-drawer tbody tr').count()).toBe(overview.counts.outstanding.cases);
      await shoot('dashboard-rows');
      await page.goBack();
      await page.waitForSelector('[data-rows]', { state: 'detached' });
      await page.click('[data-source="self-found"] td:nth-child(5) a');
      await page.waitForSelector('[data-rows]');
      const cleared = overview.outcomes.find(({ source }) => source === 'self-found')?.unfounded;
      expect(await page.getAttribute('[data-rows]', 'data-rows')).toBe(String(cleared));
      await goTo('/dashboard?by=rule&township=福城街道');
      await page.waitForSelector('table.groups tbody tr');
      await shoot('dashboard-rules');
      await goTo('/dashboard?by=batch&period=year');
      await page.waitForSelector('table.groups tbody tr');
      await shoot('dashboard-batches-year');
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
    });

    it('is as wide as the screen and speaks English', async () => {
      const wide = await stand.signIn('zhouju', { width: 1920, height: 1080 });
      await wide.goTo('/dashboard');
      await wide.page.waitForSelector('.curve path');
      await wide.shoot('dashboard-1920');
      await wide.leave();
      const english = await stand.signIn('chenjing', { language: 'en' });
      await english.goTo('/dashboard?by=rule');
      await english.page.waitForSelector('.curve path');
      expect(await english.page.textContent('h1')).toBe('Recovery overview');
      const chinese = await english.page.evaluate(() => {
        const walker = document.createTreeWalker(
          document.querySelector('.dashboard') as Node,
          NodeFilter.SHOW_TEXT,
        );
        const found: string[] = [];
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const isMarked = node.parentElement?.closest('[lang]')?.getAttribute('lang') === 'zh-CN';
          if (/\p{Script=Han}/u.test(node.textContent ?? '') && !isMarked) found.push(node.textContent ?? '');
        }
        return found;
      });
      expect(chinese).toEqual([]);
      await english.shoot('dashboard-en', { fullPage: true });
      expect(wide.complaints.concat(english.complaints)).toEqual([]);
    });

    it('prints on two pages that open with the report’s own sentence', async () => {
      const { page, goTo } = await stand.signIn('zhouju');
      await goTo('/dashboard');
      await page.waitForSelector('.curve path');
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.sentence.paper-only').first().innerText()).toContain('共追缴');
      const pdf = await page.pdf({ format: 'A4', printBackground: true });
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
      if (process.env.HEDUI_SHOTS !== undefined) {
        const { writeFileSync } = await import('node:fs');
        writeFileSync(`${process.env.HEDUI_SHOTS}/dashboard.pdf`, pdf);
      }
      expect(pages).toBe(2);
    });

    it('the workbook is the report’s, and taking it is written down', async () => {
      const { page, goTo } = await stand.signIn('zhouju');
      await goTo('/dashboard');
      await page.waitForSelector('[data-figure="outstanding"]');
      const [download] = await Promise.all([
        page.waitForEvent('download', { timeout: 60_000 }),
        page.getByRole('button', { name: '导出工作簿' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^追缴汇总-.*\.xlsx$/);
      expect((await contentOf(download)).subarray(0, 2).toString()).toBe('PK');
      const exported = stand.workbench.desk.ledger.db
        .prepare(`select actor from event where type = 'DataExported' and subject_id = 'recovery-summary'`)
        .all();
      expect(exported.map(({ actor }) => actor)).toEqual(['zhouju']);
    });

    it('money that comes in shows as soon as the page is looked at again', async () => {
      const { ledger, office } = stand.workbench.desk;
      const before = await read();
      const owing = ledger.db
        .prepare('select case_id from case_state where outstanding_fen > 100 limit 1')
        .get();
      const outcome = execute(ledger, office, {
        key: 'one-more-yuan',
        user: 'heqin',
        via: 'test',
        case_id: String(owing?.case_id),
        move: 'receipt',
        input: { amount_fen: 100 },
      });
      expect(outcome.ok).toBe(true);
      let after = before;
      await expect
        .poll(async () => {
          after = await read();
          return after.is_updating;
        })
        .toBe(false);
      expect(after.equation.repaid_fen).toBe(before.equation.repaid_fen + 100);
      expect(after.equation.outstanding_fen).toBe(before.equation.outstanding_fen - 100);
    });

    it('a casebook that no longer says what its events say puts the difference in place of the figure', async () => {
      const { ledger } = stand.workbench.desk;
      const owing = ledger.db
        .prepare('select case_id from case_state where outstanding_fen > 0 limit 1')
        .get();
      const change = ledger.db.prepare(
        'update case_state set assessed_fen = assessed_fen + ?, outstanding_fen = outstanding_fen + ? where case_id = ?',
      );
      change.run(118, 118, String(owing?.case_id));
      const { page, goTo, shoot } = await stand.signIn('zhouju');
      await goTo('/dashboard?period=half');
      await page.waitForSelector('[data-figure="outstanding"]');
      expect(await page.textContent('[data-figure="outstanding"]')).toBe('未轧平，差 1.18 元');
      await shoot('dashboard-broken');
      change.run(-118, -118, String(owing?.case_id));
    });

    it('a clerk of a township has no overview; a pasted address says so', async () => {
      const { page, goTo } = await stand.signIn('maxiang');
      await goTo('/dashboard');
      await page.waitForSelector('text=您没有查看此页的权限。需要时请联系管理员。');
      const clerk = await signedIn(stand.workbench, 'maxiang');
      expect((await clerk.ask('get', '/api/overview')).status).toBe(403);
    });
  },
);
