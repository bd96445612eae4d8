import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims, Office } from './office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

/** Every step of a night up to the new build, in their order. */
const STEPS = 'receive read load link unify detect check open-cases compare summarise publish'.split(' ');
/** A month for the night before, and one more for each that is killed. */
const MONTHS = Array.from({ length: STEPS.length + 1 }, (_, place) => 202_201 + place);

let undisturbed: Office;
let expected: string[];
let casesExpected: number;
let milliseconds: Record<string, number>;

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
  fill(undisturbed, MONTHS);
  ({ milliseconds } = await undisturbed.night());
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

test('these are the steps of a night; after them, only the morning page is written', () => {
  expect(Object.keys(milliseconds)).toEqual([...STEPS, 'morning']);
});

test('a night killed at any step leaves a whole build, and the next night finds what it would have', async () => {
  const office = await settle();
  try {
    let killed = 0;
    let monthsPublished = 1;
    for (const [round, step] of STEPS.entries()) {
      const monthCount = round + 2;
      fill(office, MONTHS.slice(0, monthCount));
      const before = office.currentBuild();
      const { code, signal } = await office.stopNightAt(step, 'SIGKILL', '--as-of', '2022-12-31');
      // the last steps may be over before the signal arrives
      if (signal === 'SIGKILL') killed += 1;
      else expect(code, step).toBe(0);
      if (office.currentBuild() !== before) monthsPublished = monthCount;
      expect(await publishedFen(office), step).toBe(claimedFen(monthsPublished));
    }
    expect(killed).toBeGreaterThanOrEqual(STEPS.length / 2);

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
    const stopped = await office.stopNightAt('link', 'SIGINT', '--as-of', '2022-12-31');
    expect(stopped.signal ?? stopped.code).not.toBe(0);
    expect(office.currentBuild()).toBe(before);
    expect(await office.runNight()).toMatchObject({ code: 0 });
    expect(claims(await office.standing())).toEqual(expected);
  } finally {
    office.remove();
  }
});
