import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listQueue } from '../../casework/reads/queue/list-queue.ts';
import type { PersonAnswer } from '../../workbench/contract/people.ts';
import { signedIn } from './caller.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

interface Known {
  person_id: string;
  name: string;
  resident_id: string;
  township: string;
}

describe.skipIf(!hasBrowser)(
  `everybody of the lists (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let plain: Known;
    let accused: Known;
    beforeAll(async () => {
      stand = await openStand({ year: true });
      const known = (where: string) =>
        stand.workbench.desk.reader.use(async (build) => {
          const row = await build.first<Known>(
            `select person_id, name, resident_id, township from canonical.person as person
           where township is not null and is_payee and ${where}
               and (select count(*) from canonical.person as other where other.name = person.name) = 1
           order by person_id limit 1`,
          );
          if (row === undefined) throw new Error('the demonstration has nobody like that');
          return row;
        });
      plain = await known(
        'not exists (from result.finding where finding.person_id = person.person_id) and not exists (from result.lead where lead.person_id = person.person_id)',
      );
      accused = await known(
        "exists (from result.finding where finding.person_id = person.person_id and case_id is not null and rule_id = 'deceased/paid-after-death')",
      );
    });
    afterAll(() => stand?.close());

    it('“am I on your list?” is answered in ten seconds from any page, for somebody without a case', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('zhangmin');
      await goTo('/queue');
      const begun = performance.now();
      await page.keyboard.press('/');
      await page.keyboard.type(plain.name);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '在所有名单里查' }).click();
      await page.locator('.people-found button').click();
      await page.locator('.people-answer', { hasText: '没有疑点，也没有案件' }).waitFor();
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(await page.textContent('main')).toContain(plain.name);
      expect(await page.textContent('main')).not.toContain(plain.resident_id);
      expect(await page.locator('.people-story tr.is-paid').count()).toBeGreaterThan(0);
      await shoot('person-plain', { fullPage: true });
      expect(complaints).toEqual([]);
    });

    it('payments, the death, findings and cases of one person stand on one line of time, each with its way on', async () => {
      const { page, goTo, shoot } = await stand.signIn('chenjing');
      await goTo('/people');
      await page.getByLabel('姓名或身份证号').fill(accused.resident_id.slice(-6));
      await page.keyboard.press('Enter');
      await page.locator('.people-found button').first().click();
      await page.locator('.people-answer', { hasText: '案件' }).waitFor();
      await shoot('person-case', { fullPage: true });
      const kinds = await page.locator('.people-story .chip').allTextContents();
      for (const kind of ['已发放', '经过', '疑点', '案件']) expect(kinds).toContain(kind);
      await page.locator('.people-ways a').first().click();
      await page.waitForURL(/\/cases\/C/);
    });

    it('every look stands in the chain with its reason, and nobody sees people of another place', async () => {
      const { desk } = stand.workbench;
      const zhangmin = await signedIn(stand.workbench, 'zhangmin');
      const read = { person_id: plain.person_id, reason: 'visit' };
      const told = (await (await zhangmin.ask('post', '/api/people/read', read)).json()) as PersonAnswer;
      expect(told.lists.map(({ title }) => title)).toContain('待遇发放花名册');
      const last = desk.ledger.db
        .prepare("select actor, payload from event where type = 'ListRead' order by seq desc limit 1")
        .get();
      expect(last).toMatchObject({ actor: 'zhangmin' });
      expect(JSON.parse(String(last?.payload))).toMatchObject({ person: plain.person_id, reason: 'visit' });
      const maxiang = await signedIn(stand.workbench, 'maxiang');
      const elsewhere = await desk.reader.use((build) =>
        build.first<Known>(
          "select person_id, name, resident_id, township from canonical.person where township <> '新哨镇' order by person_id limit 1",
        ),
      );
      const tried = { person_id: elsewhere?.person_id, reason: 'phone' };
      expect((await maxiang.ask('post', '/api/people/read', tried)).status).toBe(404);
      const found = await maxiang.ask('post', '/api/people/find', { text: elsewhere?.resident_id });
      expect(((await found.json()) as { people: unknown[] }).people).toEqual([]);
      for (const user of ['heqin', 'admin', 'sunshen']) {
        const other = await signedIn(stand.workbench, user);
        expect((await other.ask('post', '/api/people/read', read)).status).toBe(403);
      }
      expect(listQueue(desk.ledger, 'program', { view: 'all' }).totals.cases).toBeGreaterThan(0);
    });
  },
);
