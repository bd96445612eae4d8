import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareDeliveries } from '../../reports/feedback/compare-deliveries.ts';
import type { FileDefects } from '../../reports/feedback/defects.ts';
import { Office } from '../night/office.ts';
import { csv, type Payee, residentIdOf, rosterLine, rosterName, rosterRows } from '../night/small-office.ts';

let office: Office;
beforeAll(async () => {
  office = new Office();
  await twoDeliveries();
});
afterAll(() => office.remove());

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章';
const PEOPLE: readonly Payee[] = Array.from(SURNAMES, (surname, index) => ({
  name: `${surname}测试`,
  residentId: residentIdOf(
    `19${50 + (index % 9)}0${1 + (index % 9)}${10 + (index % 18)}`,
    990 + (index % 10),
  ),
  account: `62319000000001${String(index).padStart(5, '0')}`,
  accountPartFen: 10_000,
}));

/** The check character of a number replaced by one that cannot be. */
function spoiled(person: Payee, turn = 1): Payee {
  const wrong = '0123456789'[(Number.parseInt(person.residentId.slice(-1), 11) + turn) % 10] ?? '0';
  return { ...person, residentId: person.residentId.slice(0, 17) + wrong };
}

function put(month: number, people: readonly Payee[]): void {
  const [header = []] = rosterRows(month);
  office.put(
    rosterName(month),
    csv([['城乡居民养老保险待遇发放花名册'], header, ...people.map((one) => rosterLine(one, month))]),
  );
}

/** 30 of 40 numbers are wrong; then 10 are put right, one is wrong in another way, one is left out, two new ones come. */
async function twoDeliveries(): Promise<void> {
  put(
    202210,
    PEOPLE.map((person, index) => (index < 30 ? spoiled(person) : person)),
  );
  await office.night('2022-10-31');
  const again = PEOPLE.flatMap((person, index) => {
    if (index < 10) return [person];
    if (index === 10) return [spoiled(person, 2)];
    if (index === 11) return [];
    if (index < 32) return [spoiled(person)];
    return [person];
  });
  put(202211, again);
  await office.night('2022-11-30');
}

test('a second delivery with ten of thirty defects corrected is told as such', async () => {
  const told = await office.run('--json', 'senders');
  expect(told.code, told.stderr).toBe(0);
  const { senders } = JSON.parse(told.stdout) as { senders: Record<string, unknown>[] };
  expect(senders).toMatchObject([
    {
      sender: 'payout-roster',
      defects: 51,
      repeats: 19,
      most_times: 2,
      deliveries: [
        { rows: 40, defects: 30, defect_ratio: 0.75, corrected: 0, still_wrong: 0, left_out: 0, new: 30 },
        { rows: 39, defects: 21, corrected: 10, still_wrong: 19, left_out: 1, new: 2 },
      ],
    },
  ]);
});

test('no name and no number of anybody is in the summary', async () => {
  const { stdout } = await office.run('--json', 'senders');
  expect(stdout).not.toMatch(/测试|\d{17}/);
});

test('the list goes back in the sender’s order, each defect marked, commented, and counted', async () => {
  const folder = join(office.root, 'back');
  await office.run('senders', '--return', folder);
  const book = await readXlsx(readFileSync(join(folder, '待遇发放花名册-退回清单.xlsx')), {
    readStyles: true,
  });
  const sheet = book.sheets[0];
  const rows = sheet?.rows ?? [];
  expect(rows[0]?.[0]).toBe('城乡居民养老保险待遇发放花名册');
  expect(rows[1]).toEqual([
    ...(rosterRows(202211)[0] ?? []),
    '问题',
    '建议值（请核实，不代改）',
    '第几次出现',
  ]);
  expect(rows.slice(2).map(([name]) => name)).toEqual(
    PEOPLE.filter((_, index) => index !== 11).map(({ name }) => name),
  );
  const marked = [...(sheet?.cells ?? [])].filter(([, cell]) => cell.comment !== undefined);
  expect(marked).toHaveLength(21);
  const [, twice] = marked[0] ?? [];
  expect(twice).toMatchObject({
    value: spoiled(PEOPLE[10] as Payee, 2).residentId,
    style: { fill: { fgColor: { rgb: expect.stringContaining('FFE0B2') } } },
  });
  expect(twice?.comment?.text).toContain('校验位不符');
  expect(twice?.comment?.text).toContain('第 2 次出现');
});

test('a delivery without defects leaves nothing to send back', () => {
  const delivery = {
    file_no: 1,
    hash: 'a',
    file: 'a.csv',
    source: 'household',
    received_at: '2022-10-01',
    rows: 5,
    defects: [],
    names: new Set<string>(),
  };
  expect(compareDeliveries([delivery])).toMatchObject([{ defects: 0, repeats: 0, most_times: 0 }]);
});

describe('lists of several townships in turn', () => {
  const people = (township: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${township}${index}`);
  const list = (file_no: number, names: readonly string[], wrong: readonly string[]): FileDefects => ({
    ...{ file_no, hash: String(file_no), file: `${file_no}.csv`, source: 'payout-roster' },
    ...{ received_at: `2022-${String(file_no).padStart(2, '0')}-01`, rows: names.length },
    defects: wrong.map((name) => ({
      ...{ file_no, sheet_no: 1, row: 1, code: 'number:check-digit', zh: '校验位不符', name },
      ...{ value: `no ${name}`, proposed: null },
    })),
    names: new Set(names),
  });
  const [east, west] = [people('东', 20), people('西', 20)];
  const wrong = east.slice(0, 7);
  const told = (...deliveries: FileDefects[]) =>
    compareDeliveries(deliveries)[0]?.deliveries.map((one) => [
      ...[one.corrected, one.still_wrong, one.left_out, one.new],
    ]);

  test('a foreign list in between makes of seven that are still wrong neither seven left out nor seven new', () => {
    const lists = [list(1, east, wrong), list(2, west, [west[0] ?? '']), list(3, east, wrong)];
    expect(told(...lists)).toEqual([
      [0, 0, 0, 7],
      [0, 0, 0, 1],
      [0, 7, 0, 0],
    ]);
    expect(compareDeliveries(lists)[0]).toMatchObject({ repeats: 7, most_times: 2 });
  });

  test('a part of a list answers for those it names, and a list of everybody for all', () => {
    const part = list(2, east.slice(0, 3), []);
    const whole = list(3, [...east, ...west], wrong.slice(3, 6));
    expect(told(list(1, east, wrong), part, whole)).toEqual([
      [0, 0, 0, 7],
      [3, 0, 0, 0],
      [1, 3, 0, 0],
    ]);
  });
});
