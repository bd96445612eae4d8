import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { CountedHands } from './counted-hands.ts';
import { bringDemoCaseToService } from './demo-case.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

interface Known {
  person_id: string;
  name: string;
  resident_id: string;
}

const LANGUAGES = ['zh', 'en'] as const;
/** Headers that nobody knows, other ones for each language: a list that was explained once is known. */
const OF_A_VILLAGE = {
  zh: ['证照码', '当事人', '走的时间'],
  en: ['人员码', '亡故的人', '走的那天'],
} as const;
const THREE_MINUTES = 180;

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
          `select person.person_id, person.name, person.resident_id from canonical.person as person
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

      it('a supervisor comes from a list that nobody knows to its findings with three minutes of hands', async () => {
        const { hands, page, complaints, shoot } = await sit('chenjing', language, '/sources?tab=upload');
        const [number, name, day] = OF_A_VILLAGE[language];
        const late = plain[2 + place];
        // finding the file in the folder and opening it
        hands.clicks += 3;
        await page.setInputFiles('input[type=file]', {
          ...{ name: `村级上报-${language}.csv`, mimeType: 'text/csv' },
          buffer: Buffer.from(`${number},${name},${day}\n${late?.resident_id},${late?.name},2022-09-10\n`),
        });
        const sheet = page.locator('.sources-sheet');
        await hands.choose(sheet.locator('.sources-sheet-head select'), 'police-death');
        const readAs = (header: string) => sheet.getByLabel(hands.says('sources.read-as', { header }));
        await hands.choose(readAs(number), 'resident_id');
        await hands.choose(readAs(name), 'name');
        await hands.choose(readAs(day), 'died_on');
        await hands.click(hands.button('words.try', page.locator('.sources-teach')));
        await hands.click(page.locator('#columns-reason'));
        await hands.type('村委会电话说明');
        await hands.click(hands.button('words.save', page.locator('.sources-teach')));
        await page.locator('.done-line').waitFor();
        await hands.click(hands.button('sources.start-run'));
        await hands.click(page.locator('#run-day'));
        hands.keys += '20230201'.length;
        await page.fill('#run-day', `2023-02-0${1 + place}`);
        await hands.click(page.locator('.ant-modal .ant-btn-primary'));
        await page.waitForSelector('.today-steps');
        await page.waitForSelector('.today-steps', { state: 'detached', timeout: 240_000 });
        await hands.click(page.locator('.today-new').first());
        await hands.click(page.locator('.case-table tbody tr').first().getByRole('link').first());
        await page.locator('.sides tbody tr').first().waitFor();
        await shoot(`counted-findings-${language}`);
        tell(`an unknown list, ${language}`, hands);
        const { person_id } =
          loadCase(stand.workbench.desk.ledger, /C\d+/.exec(page.url())?.[0] ?? '')?.person ?? {};
        expect(person_id).toBe(late?.person_id);
        expect(hands.seconds).toBeLessThanOrEqual(THREE_MINUTES);
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
