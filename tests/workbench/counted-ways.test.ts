import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/list-cases.ts';
import { CountedHands } from './counted-hands.ts';
import { bringDemoCaseToService } from './demo-case.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

interface Known {
  name: string;
  resident_id: string;
}

const LANGUAGES = ['zh', 'en'] as const;

/** Ways that are walked every day, each with what it may take of somebody's hands. */
describe.skipIf(!hasBrowser)(
  `what a way takes in clicks and seconds (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let folder: string;
    let plain: Known[];
    beforeAll(async () => {
      stand = await openStand();
      folder = mkdtempSync(join(tmpdir(), 'hedui-counted-'));
      plain = await stand.workbench.desk.reader.use((build) =>
        build.rows<Known>(
          `select person.name, person.resident_id from canonical.person as person
           where township is not null and is_payee
               and not exists (from result.finding where finding.person_id = person.person_id)
               and (select count(*) from canonical.person as other where other.name = person.name) = 1
               and exists (from canonical.benefit_payment as payment
                   where payment.person_id = person.person_id and payment.month = 202212)
           order by person.person_id limit 4`,
        ),
      );
    });
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true });
      await stand?.close();
    });

    const sit = async (user: string, language: 'zh' | 'en', at: string) => {
      const window = await stand.signIn(user, { language, at });
      // what the program needs is not counted here, however busy the machine is
      window.page.setDefaultTimeout(120_000);
      return { ...window, hands: new CountedHands(window.page, language) };
    };
    const tell = (what: string, { clicks, keys, seconds }: CountedHands) =>
      console.log(`${what}: ${clicks} clicks, ${keys} keys, ${seconds.toFixed(0)} s of hands`);

    describe.each(LANGUAGES)('in %s', (language) => {
      const place = LANGUAGES.indexOf(language);

      it('an investigator takes a plain case, decides it on its evidence and submits it with eight clicks', async () => {
        const { hands, page, complaints, shoot } = await sit(
          'zhangmin',
          language,
          '/queue?rule=deceased/paid-after-death&strength=confirmed',
        );
        await page.locator('.case-table tbody tr').first().waitFor();
        await hands.click(page.getByRole('button', { name: hands.says('queue.take-next') }));
        await page.locator('.outcomes').waitFor();
        const caseId = /C\d+/.exec(page.url())?.[0] ?? '';
        const boxes = page.locator('.look-box');
        for (let box = 0; box < (await boxes.count()); box += 1) await hands.click(boxes.nth(box));
        await hands.click(page.locator('.outcomes label').first());
        await hands.click(page.locator('#case-debtor label').first());
        const other = page.getByPlaceholder(hands.says('case.debtor-name'), { exact: true });
        if (await other.isVisible()) {
          await hands.press('Tab');
          await other.focus();
          await hands.type('王小明');
          await hands.press('Tab');
          await hands.type('之子');
        }
        await hands.click(page.locator('#case-nature label').nth(1));
        await hands.click(page.locator('#case-reason'));
        await hands.type('电话核实家属，八月底才报告死亡');
        await hands.press('Control+Enter');
        await page.locator('.confirm-sentence').waitFor();
        await shoot(`counted-case-${language}`);
        await hands.press('Enter');
        await page.locator('.notice-preview img').first().waitFor();
        tell(`a plain case, ${language}`, hands);
        expect(loadCase(stand.workbench.desk.ledger, caseId)?.status).toBe('substantiated');
        expect(hands.clicks).toBeLessThanOrEqual(8);
        expect(complaints).toEqual([]);
      });

      it('“am I on your list?” is answered with ten seconds of hands', async () => {
        const { hands, page, complaints } = await sit('zhangmin', language, '/queue');
        await page.locator('.case-table tbody tr').first().waitFor();
        await hands.press('/');
        await hands.type(plain[place]?.name ?? '');
        await hands.press('Enter');
        await hands.click(hands.button('queue.find-anybody'));
        await hands.click(page.locator('.people-found button').first());
        await page.locator('.people-answer', { hasText: hands.says('people.answer-none') }).waitFor();
        tell(`am I on your list, ${language}`, hands);
        expect(hands.seconds).toBeLessThanOrEqual(10);
        expect(complaints).toEqual([]);
      });

      it('a cashier enters a line that the bank’s remark matches with three clicks', async () => {
        const { desk } = stand.workbench;
        const caseId =
          listCases(desk.ledger, 'program', { status: ['new'] }, { limit: 200 }).find(
            ({ claimed_fen }) => claimed_fen > 0,
          )?.case_id ?? '';
        bringDemoCaseToService(desk, caseId);
        const owed = loadCase(desk.ledger, caseId)?.money.outstanding_fen ?? 0;
        const statement = join(folder, `流水-${language}.csv`);
        writeFileSync(
          statement,
          [
            '交易日期,贷方发生额,对方户名,对方账号,附言,流水号',
            `2023-01-30,${(owed / 100).toFixed(2)},何测试,6217000000009990001,退养老金 ${caseId},T${language}`,
          ].join('\n'),
        );
        const { hands, page, complaints, shoot } = await sit('heqin', language, '/ledger');
        await page.locator('.account-strip').waitFor();
        await page.setInputFiles('input[type=file]', statement);
        const line = page.locator('.unclaimed li', { hasText: caseId });
        await hands.click(hands.button('ledger.enter', line).first());
        await shoot(`counted-line-${language}`);
        await hands.click(hands.button('ledger.enter', page.locator('.ant-modal')));
        await page.locator('.done-line').waitFor();
        tell(`a matched line, ${language}`, hands);
        expect(loadCase(desk.ledger, caseId)?.money.outstanding_fen).toBe(0);
        expect(hands.clicks).toBeLessThanOrEqual(3);
        expect(complaints).toEqual([]);
      });
    });
  },
);
