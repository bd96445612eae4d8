import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims, ended, Office } from './office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

const KILLS = 8;
const MONTHS = [202201, 202202, 202203, 202204, 202205, 202206, 202207, 202208, 202209];

let undisturbed: Office;
let expected: string[];
let casesExpected: number;
let nightMilliseconds: number;

/** The files of one more month: each night has something new to read and a new build to publish. */
function fill(office: Office, months: readonly number[]): void {
  for (const month of months) office.put(rosterName(month), roster(month));
}

async function settle(): Promise<Office> {
  const office = new Office();
  fill(office, MONTHS.slice(0, 1));
  office.put(
    POLICE_LIST,
    policeList([
      { person: payee(0), on: '20211231' },
      { person: payee(3), on: '20220215' },
    ]),
  );
  await office.night();
  return office;
}

async function caseCount(office: Office): Promise<number> {
  const rows = await office.read<{ n: number }>('select count(distinct case_id) as n from result.finding');
  return rows[0]?.n ?? 0;
}

beforeAll(async () => {
  undisturbed = await settle();
  const since = performance.now();
  await undisturbed.runNight();
  nightMilliseconds = performance.now() - since;
  fill(undisturbed, MONTHS);
  await undisturbed.night();
  expected = claims(await undisturbed.standing());
  casesExpected = await caseCount(undisturbed);
});
afterAll(() => undisturbed.remove());

/** What the police list makes of the first so many months: one died before them, one in the second. */
function claimedFen(monthCount: number): number {
  return 21_800 * (monthCount + Math.max(0, monthCount - 2));
}

async function publishedFen(office: Office): Promise<number> {
  const rows = await office.read<{ fen: number }>(
    "select coalesce(sum(amount_fen), 0)::bigint as fen from result.finding where status <> 'withdrawn'",
  );
  return rows[0]?.fen ?? 0;
}

test('a night killed at any moment leaves a whole build, and the next night finds what it would have', async () => {
  const office = await settle();
  try {
    let killed = 0;
    let monthsPublished = 1;
    for (let round = 0; round < KILLS; round += 1) {
      const monthCount = round + 2;
      fill(office, MONTHS.slice(0, monthCount));
      const before = office.currentBuild();
      const child = office.start('nightly', '--inbox', office.inbox, '--as-of', '2022-12-31');
      const since = performance.now();
      let lasted = 0;
      const end = ended(child).then((how) => {
        lasted = performance.now() - since;
        return how;
      });
      // spread over the whole night, each round at another moment of its share
      await sleep((nightMilliseconds * (round + Math.random())) / KILLS);
      child.kill('SIGKILL');
      const { code, signal } = await end;
      if (signal === 'SIGKILL') {
        killed += 1;
      } else {
        expect(code).toBe(0);
        // the machine has become quicker than it was when the first night was timed
        nightMilliseconds = lasted;
      }
      if (office.currentBuild() !== before) monthsPublished = monthCount;
      expect(await publishedFen(office), `round ${round}`).toBe(claimedFen(monthsPublished));
    }
    expect(killed).toBeGreaterThanOrEqual(KILLS / 2);

    fill(office, MONTHS);
    expect(await office.runNight()).toMatchObject({ code: 0 });
    expect(claims(await office.standing())).toEqual(expected);
    expect(await office.withdrawn()).toEqual([]);
    expect(await caseCount(office)).toBe(casesExpected);
    expect(await office.run('audit', 'verify')).toMatchObject({ code: 0 });
  } finally {
    office.remove();
  }
});

test('a night stopped by Ctrl-C leaves no lock and no half build in the way of the next', async () => {
  const office = await settle();
  try {
    fill(office, MONTHS);
    const before = office.currentBuild();
    const child = office.start('nightly', '--inbox', office.inbox, '--as-of', '2022-12-31');
    let said = '';
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString('utf8');
      if (said.includes('link')) child.kill('SIGINT');
    });
    const stopped = await ended(child);
    expect(stopped.signal ?? stopped.code).not.toBe(0);
    expect(office.currentBuild()).toBe(before);
    expect(await office.runNight()).toMatchObject({ code: 0 });
    expect(claims(await office.standing())).toEqual(expected);
  } finally {
    office.remove();
  }
});
