import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import { isLong } from '../support/is-long.ts';
import { Office } from './office.ts';
import { certificationList, csv, type Payee, residentIdOf, rosterLine, rosterRows } from './small-office.ts';
import { appointTwo } from './supervisor.ts';

/*
 * Whoever is away is certified when they come home, and the township reports it. The list of one township leaves out everybody who
 * came home; to a rule that argues from absence all of them are overdue.
 */

const OVERDUE = 'certification/overdue-still-paid';
const BOUND = 'rules: { absence_gate: { lower_bound: 0.5, sample: 4 } }\n';
const GIVEN = '安宝昌 白翠芬 曹德明 戴桂英 段海清 范金花'.split(' ');

const peopleOf = (place: number): Payee[] =>
  GIVEN.map((name, index) => ({
    name: `${name.slice(0, 2)}${'甲乙'[place]}`,
    residentId: residentIdOf(`19${45 + index}030${1 + index}`, 990 + place),
    account: `6231900000001${place}0${String(index + 1).padStart(4, '0')}`,
    accountPartFen: 10_000,
  }));

const TOWNS = ['竹园镇', '新哨镇'];
const [whole, lacking] = [peopleOf(0), peopleOf(1)];

function roster(month: number): string {
  const [header = []] = rosterRows(month, []);
  const lines = [whole, lacking].flatMap((people, place) =>
    people.map((person) => [...rosterLine(person, month), TOWNS[place] ?? '']),
  );
  return csv([[...header, '乡镇'], ...lines]);
}

const certified = (people: readonly Payee[], place: number): string =>
  certificationList(people, '2022-09-12', TOWNS[place]);

interface Sample {
  gates: {
    township: string;
    findings: number;
    is_open: boolean;
    sample: { finding_id: string; name: string; verdict: string | null }[];
  }[];
}

describe('a rule that argues from absence', () => {
  let office: Office;
  beforeAll(async () => {
    office = new Office();
    office.settle(BOUND);
    for (const month of [202209, 202210, 202211]) office.put(`${month}养老待遇发放花名册.csv`, roster(month));
    // of each township only its first person
    office.put('竹园镇资格认证名单.csv', certified(whole.slice(0, 1), 0));
    office.put('新哨镇资格认证名单.csv', certified(lacking.slice(0, 1), 1));
    appointTwo(office);
  });
  afterAll(() => office.remove());

  const sample = async (): Promise<Sample['gates']> =>
    (await office.json<Sample>('rules', 'sample', OVERDUE, '--as', 'li')).gates;
  const casesIn = async (): Promise<Record<string, number>> => {
    const rows = await office.read<{ township: string; n: number }>(
      `select township, count(case_id) as n from result.finding where rule_id = '${OVERDUE}' group by township order by township`,
    );
    return Object.fromEntries(rows.map(({ township, n }) => [township, n]));
  };

  test('opens no case before a drawn sample was looked at, in any township; the morning says so', async () => {
    const night = await office.night('2022-12-01');
    expect(night.gates).toMatchObject([
      { township: '新哨镇', findings: 5, drawn: 4, looked: 0, is_open: false },
      { township: '竹园镇', findings: 5, drawn: 4, looked: 0, is_open: false },
    ]);
    expect(await casesIn()).toEqual({ 新哨镇: 0, 竹园镇: 0 });
    expect((await sample()).map(({ sample: drawn }) => drawn.length)).toEqual([4, 4]);
  }, 60_000);

  test('is held where it does not hold, and runs elsewhere', async () => {
    for (const { township, sample: drawn } of await sample()) {
      for (const { finding_id } of drawn) {
        const [verdict, reason] =
          township === '竹园镇' ? ['holds', '入户未见'] : ['fails', '本人在家，名单漏报返回人员'];
        expect(
          (await office.run('rules', 'look', finding_id, verdict, '--as', 'li', '--reason', reason)).code,
        ).toBe(0);
      }
    }
    const night = await office.night('2022-12-02');
    expect(night.gates).toMatchObject([
      { township: '新哨镇', looked: 4, holds: 0, lower: 0, is_open: false },
      { township: '竹园镇', looked: 4, holds: 4, is_open: true },
    ]);
    expect(night.gates[1]?.lower).toBeCloseTo(0.5101, 4);
    expect(await casesIn()).toEqual({ 新哨镇: 0, 竹园镇: 5 });
    const { closed } = await office.json<{ closed: object[] }>('rules', 'unseen', '--as', 'li');
    expect(closed).toMatchObject([{ township: '新哨镇', findings: 5, is_open: false }]);
    const { trust } = await office.json<{ trust: object[] }>('rules', 'trust');
    expect(trust).toMatchObject([
      { rule_id: OVERDUE, source: 'self-found', township: '新哨镇', decided: 4, looked: 4, substantiated: 0 },
      {
        rule_id: OVERDUE,
        source: 'self-found',
        township: '竹园镇',
        decided: 4,
        substantiated: 4,
        interval: { high: 1 },
      },
    ]);
  }, 60_000);

  test('goes by the list once it is whole: who came home is accused of nothing, and what is left is looked at anew', async () => {
    office.put('新哨镇资格认证名单（更正）.csv', certified(lacking.slice(0, 4), 1));
    const night = await office.night('2022-12-03');
    expect(night.gates[0]).toMatchObject({ township: '新哨镇', findings: 2, drawn: 2, is_open: false });
    expect(await casesIn()).toEqual({ 新哨镇: 0, 竹园镇: 5 });
  }, 60_000);

  test.runIf(isLong)(
    'closes again where later looks fall below the bound, and its cases stay as they are',
    async () => {
      const place = (await sample()).find(({ township }) => township === '竹园镇');
      for (const { finding_id } of place?.sample.slice(0, 2) ?? []) {
        const why = ['--as', 'li', '--reason', '补查：当时在外地，已回'];
        expect((await office.run('rules', 'look', finding_id, 'fails', ...why)).code).toBe(0);
      }
      const night = await office.night('2022-12-04');
      expect(night.gates[1]).toMatchObject({ township: '竹园镇', looked: 4, holds: 2, is_open: false });
      expect(await casesIn()).toEqual({ 新哨镇: 0, 竹园镇: 5 });
      using ledger = openOfficeLedger(openOffice(office.home), 'read');
      const turned = [...readStreams(ledger, ['rule'])].flatMap(({ type, payload }) =>
        type.startsWith('Gate') ? [`${type} ${(payload as { township: string }).township}`] : [],
      );
      expect(turned).toEqual(['GateOpened 竹园镇', 'GateClosed 竹园镇']);
    },
    60_000,
  );

  test('names nobody who was not drawn, and asks why', async () => {
    const [finding] = (await office.standing()).filter(({ rule_id }) => rule_id !== OVERDUE);
    const { stderr } = await office.run(
      'rules',
      'look',
      finding?.finding_id ?? 'F-none',
      'holds',
      '--as',
      'li',
      '--reason',
      'x',
    );
    expect(stderr).toContain('不在这条规则现在的抽样里');
    const [gate] = await sample();
    const drawn = gate?.sample[0]?.finding_id ?? '';
    expect((await office.run('rules', 'look', drawn, 'holds', '--as', 'li')).code).not.toBe(0);
  }, 60_000);

  test.runIf(isLong)(
    'where the office sets nothing, it opens cases as ever',
    async () => {
      office.settle('');
      const night = await office.night('2022-12-05');
      expect(night.gates).toEqual([]);
      expect(await casesIn()).toEqual({ 新哨镇: 2, 竹园镇: 5 });
    },
    60_000,
  );
});
