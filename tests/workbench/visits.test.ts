import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import { type PersonToVisit, peopleToVisit } from '../../casework/reads/waiting/people-to-visit.ts';
import { visitRules } from '../../casework/visits/visit-rules.ts';
import { isVisitor } from '../../casework/visits/whose-visit.ts';
import { readSubject } from '../../storage/ledger/journal.ts';
import { isLong } from '../support/is-long.ts';
import { seriousFaults } from './axe.ts';
import { signedIn } from './caller.ts';
import { act } from './demo-case.ts';
import { sideways } from './sideways.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

const TELEPHONE = { width: 390, height: 844, isAlone: true };

describe.skipIf(!hasBrowser)(
  `visits on a telephone (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
      // one of the township's cases is hers to work on
      const [given] = toVisit('maxiang').slice(-1);
      act(stand.workbench.desk, 'chenjing', given?.case_id ?? '', 'assign', { assignee: 'maxiang' });
    });
    afterAll(() => stand?.close());

    const toVisit = (user: string) => {
      const { ledger } = stand.workbench.desk;
      const viewer = loadUser(ledger, user);
      if (viewer === null) throw new Error(`there is no ${user}`);
      return peopleToVisit(ledger, viewer, { rules: visitRules(), holder: user, limit: 300 });
    };
    const notesOf = (caseId: string) =>
      (loadCase(stand.workbench.desk.ledger, caseId)?.notes ?? []).map(({ text }) => text);
    const filesOf = (caseId: string) =>
      (loadCase(stand.workbench.desk.ledger, caseId)?.files ?? []).map(({ name }) => name);
    const open = async (): Promise<Window> => {
      // a telephone of its own: what the worker of another one kept would answer here
      const window = await stand.signIn('maxiang', { ...TELEPHONE, at: '/visits', isAlone: true });
      await window.page.locator('.visits-person').first().waitFor();
      return window;
    };
    const numberOf = (page: Page, place: number) => page.locator('.visits-person').nth(place);

    /** Fills in the form of the open person: alive, a photograph, a signature. */
    const fill = async (page: Page, note: string) => {
      await page.getByText('本人健在').click();
      await page.getByLabel('备注').fill(note);
      await page.setInputFiles('.visits-take input', {
        name: 'IMG_0001.png',
        mimeType: 'image/png',
        buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 390, height: 300 } }),
      });
      await page.locator('.visits-photos img').waitFor();
      const pad = page.locator('.visits-signature canvas');
      await pad.scrollIntoViewIfNeeded();
      const box = await pad.boundingBox();
      if (box === null) throw new Error('there is nowhere to sign');
      await page.mouse.move(box.x + 40, box.y + 40);
      await page.mouse.down();
      await page.mouse.move(box.x + 160, box.y + 90, { steps: 6 });
      await page.mouse.move(box.x + 260, box.y + 30, { steps: 6 });
      await page.mouse.up();
      await page.getByRole('button', { name: '重签' }).and(page.locator(':enabled')).waitFor();
    };
    const keep = (page: Page) => page.getByRole('button', { name: '记下' }).click();

    it('lists those of the township alone, village by village, masked, and whole at 390 pixels', async () => {
      const window = await open();
      const { page, shoot } = window;
      const people = toVisit('maxiang');
      expect(people.length).toBeGreaterThan(1);
      expect(new Set(people.map(({ township }) => township))).toEqual(new Set(['新哨镇']));
      expect(await page.locator('.visits-person').count()).toBe(people.length);
      const heads = await page.locator('.visits-village h2').allInnerTexts();
      const villages = heads.map((head) => head.replaceAll(/\s+/g, ' ').replace(/ \d+ 人$/, ''));
      expect(villages).toEqual([...new Set(people.map(({ village }) => `新哨镇 ${village ?? ''}`.trim()))]);
      const text = (await page.textContent('.visits')) ?? '';
      expect(text).not.toMatch(/\d{17}[\dXx]/);
      // whoever is sent on a visit knows whom they visit; of the others only that there is somebody
      const clerk = loadUser(stand.workbench.desk.ledger, 'maxiang');
      const isNamed = (person: PersonToVisit) => clerk !== null && isVisitor(clerk, person);
      const [named, others] = [people.filter(isNamed), people.filter((one) => !isNamed(one))];
      expect([named.length, others.length].every((count) => count > 0)).toBe(true);
      for (const { name } of named) expect(text).toContain(name);
      for (const { name } of others) expect(text).not.toContain(name);
      const looks = readSubject(stand.workbench.desk.ledger, 'access', 'visits.list');
      expect(looks.map(({ actor, payload }) => [actor, (payload as { named: number }).named])).toEqual([
        ['maxiang', named.length],
      ]);
      await shoot('visits-390');
      expect(await sideways(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      await numberOf(page, 0).click();
      await page.locator('.visits-form').waitFor();
      await shoot('visits-form-390', { fullPage: true });
      expect(await sideways(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(window.complaints).toEqual([]);
      await window.leave();
    });

    it.runIf(isLong)(
      'works while the line is down, even opened anew, and sends each visit once when it is back',
      async () => {
        const window = await open();
        const { page, context, shoot } = window;
        const [person] = toVisit('maxiang');
        const caseId = person?.case_id ?? '';
        const before = notesOf(caseId);
        await page.waitForFunction(async () => {
          const kept = await caches.open('hedui-visits-page');
          return (await kept.match('/visits')) !== undefined && (await kept.keys()).length > 3;
        });
        // kept is not yet at work: whoever opens the page without a line is answered by a worker that is active
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await context.setOffline(true);
        // a worker that is just being started anew may miss the first try, as on a telephone
        await expect.poll(() => page.reload().catch(() => null), { timeout: 10_000 }).not.toBeNull();
        await page.getByText('没有网络。照常填写').waitFor();
        await numberOf(page, 0).click();
        await fill(page, '在家，腿脚不便');
        await shoot('visits-filled-390', { fullPage: true });
        await keep(page);
        await page.getByText('已填未送 1 份').waitFor();
        await shoot('visits-offline-390');
        // shut and opened anew without a line: what was written is still there
        await page.reload();
        await page.getByText('已填未送 1 份').waitFor();
        expect(notesOf(caseId)).toEqual(before);
        // the answer to the report is lost on the way: the telephone sends it once more
        let isLost = false;
        await context.route('**/api/visits/*', async (route) => {
          if (isLost) return route.fallback();
          isLost = true;
          await route.fetch();
          return route.abort('connectionfailed');
        });
        await context.setOffline(false);
        await page.getByText(/刚送出 1 份/).waitFor({ timeout: 60_000 });
        expect(isLost).toBe(true);
        const [note, ...more] = notesOf(caseId).slice(before.length);
        expect(more).toEqual([]);
        expect(note).toMatch(
          /^入户核查 \d{4}-\d{2}-\d{2}；本人健在；入户；核查人 马祥；在家，腿脚不便；照片 1 张；有签字$/,
        );
        expect(filesOf(caseId)).toEqual([
          expect.stringMatching(/^入户照片_.*_1\.jpg$/),
          expect.stringMatching(/^入户签字_.*\.png$/),
        ]);
        expect(await page.locator('.visits-unsent').count()).toBe(0);
        const left = await page.evaluate(keptOnDevice);
        expect(left.visits).toEqual([]);
        await numberOf(page, 0).getByText('入户核查', { exact: false }).waitFor();
        await shoot('visits-sent-390');
        await window.leave();
      },
    );

    it('says what changed meanwhile, and sends all the same only when somebody has seen it', async () => {
      const window = await open();
      const { page, context, shoot } = window;
      const caseId = toVisit('maxiang')[1]?.case_id ?? '';
      await context.setOffline(true);
      await numberOf(page, 1).click();
      await fill(page, '见到本人');
      await keep(page);
      await page.getByText('已填未送 1 份').waitFor();
      act(stand.workbench.desk, 'chenjing', caseId, 'note', { text: '村委会来电，说人已外出' });
      const before = notesOf(caseId);
      await context.setOffline(false);
      await page.getByText(/此案刚被.*更新/).waitFor({ timeout: 60_000 });
      await shoot('visits-changed-390');
      // giving up what was written is asked in the page's own window, and not done by mistake
      await page.getByRole('button', { name: '不送了，删除' }).click();
      await page.getByRole('dialog').getByText('删除后不能找回').waitFor();
      await shoot('visits-given-up-390');
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(notesOf(caseId)).toEqual(before);
      await page.getByRole('button', { name: '看过了，照样送出' }).click();
      await page.getByText(/刚送出 1 份/).waitFor();
      expect(notesOf(caseId).length).toBe(before.length + 1);
      expect(filesOf(caseId).length).toBe(2);
      await window.leave();
    });

    it('asks before it gives up what was never sent, and leaves nothing on the device of whoever signs out', async () => {
      const window = await open();
      const { page, context } = window;
      await context.setOffline(true);
      await numberOf(page, 0).click();
      await page.getByText('没见到').click();
      await keep(page);
      await page.getByText('没见到的，请写明原因。').waitFor();
      await page.getByLabel('没见到的原因').fill('门锁着，邻居说去了昆明');
      await keep(page);
      await page.getByText('已填未送 1 份').waitFor();
      const leaving = async () => {
        await page.locator('.user-menu').click();
        await page.getByText('退出', { exact: true }).click();
      };
      await leaving();
      const asked = page.getByRole('dialog');
      await asked.getByText('还有 1 份走访记录没有送出').last().waitFor();
      await asked.getByRole('button', { name: '取消' }).click();
      expect((await page.evaluate(keptOnDevice)).visits.length).toBe(1);
      await context.setOffline(false);
      await page.getByText(/刚送出 1 份/).waitFor({ timeout: 60_000 });
      await leaving();
      await page.waitForSelector('#login-user');
      expect(await page.evaluate(keptOnDevice)).toEqual({ list: [], visits: [] });
      await window.leave();
    });

    it('takes a report from nobody of another place, and none that contradicts itself', async () => {
      const { workbench } = stand;
      const clerk = await signedIn(workbench, 'maxiang');
      const report = {
        ...{ key: 'visit-of-a-test', expected_last_seq: null, visited_on: '2022-12-20', method: 'home' },
        ...{ visitor: '马祥', note: '', photos: 0, is_signed: false },
      };
      const tell = async (caseId: string, said: object) => {
        const answer = await clerk.ask('post', `/api/visits/${caseId}`, { ...report, ...said });
        const { error } = (await answer.json()) as { error?: { code: string; zh: string } };
        return [answer.status, error?.code, error?.zh];
      };
      const [own] = toVisit('maxiang');
      const foreign = toVisit('zhangmin').find(({ township }) => township !== '新哨镇');
      expect((await tell(foreign?.case_id ?? '', { found: 'alive', died_on: null }))[1]).toBe(
        'not-your-township',
      );
      const notes = notesOf(own?.case_id ?? '');
      expect(await tell(own?.case_id ?? '', { found: 'alive', died_on: '2022-05' })).toEqual([
        422,
        'invalid-input',
        '填写有误：健在的不填死亡日期',
      ]);
      expect(await tell(own?.case_id ?? '', { found: 'dead', died_on: '2022-12-21' })).toEqual([
        422,
        'invalid-input',
        '填写有误：死亡日期在走访之后',
      ]);
      expect(
        (await tell(own?.case_id ?? '', { found: 'alive', died_on: null, visited_on: '2999-01-01' }))[1],
      ).toBe('day-ahead');
      expect(notesOf(own?.case_id ?? '')).toEqual(notes);
    });
  },
);

/** Everything that lies on the device of people. */
async function keptOnDevice(): Promise<{ list: unknown[]; visits: unknown[] }> {
  const done = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const database = await done(indexedDB.open('hedui-visits', 1));
  const kept = database.transaction(['list', 'visits']);
  const list = await done(kept.objectStore('list').getAll());
  const visits = await done(kept.objectStore('visits').getAll());
  database.close();
  return { list, visits };
}
