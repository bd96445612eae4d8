import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { Role } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import { isLong } from '../support/is-long.ts';
import { fileOf, Office } from './office.ts';
import { csv, type Line, PAYEES, payee, rosterRows } from './small-office.ts';

const VILLAGE = '村级上报_2022年12月.csv';
const LATER = '村级上报_2023年1月.csv';

/** A village's own table: no office writes its headers this way. */
function villageList(
  people: readonly { person: { name: string; residentId: string }; on: string }[],
): string {
  return csv([
    ['证照码', '当事人', '走的时间', '怎么走的', '报告单位'],
    ...people.map(({ person, on }): Line => [person.residentId, person.name, on, '寿满', '中山社区']),
  ]);
}

function addPeople(office: Office): void {
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  const add = (user_id: string, role: Role, by: string | null) =>
    addUser(
      ledger,
      here,
      { user: by, via: 'test' },
      {
        user_id,
        display_name: user_id === 'li' ? '李督' : user_id,
        grants: [{ role, level: null, township: null }],
      },
    );
  add('admin', 'administrator', null);
  add('li', 'supervisor', 'admin');
  add('kassa', 'cashier', 'admin');
}

describe('a list under headers that nobody knows', () => {
  let office: Office;
  let first: NightSummary;

  beforeAll(async () => {
    office = new Office();
    office.put('2022年7月待遇发放花名册.csv', csv(rosterRows(202207, PAYEES)));
    office.put(VILLAGE, villageList([{ person: payee(0), on: '2022-05-31' }]));
    first = await office.night();
    addPeople(office);
  });
  afterAll(() => office.remove());

  const teach = (...more: string[]) =>
    office.run(
      ...['--json', 'columns', 'teach', VILLAGE, '--source', 'police-death'],
      ...['--column=证照码=resident_id', '--column=当事人=name', '--column=走的时间=died_on'],
      ...['--column=怎么走的=reason', '--column=报告单位=ignore'],
      ...more,
    );
  const listed = async () => JSON.parse((await office.run('--json', 'columns', 'list')).stdout);

  test('waits as a whole: it accuses nobody, its headers are named, and what to do is said', async () => {
    const file = fileOf(first, VILLAGE);
    expect(file).toMatchObject({ status: 'refused', used: 0, taught_columns: [] });
    expect(file.asked_columns).toEqual([
      { sheet: '', headers: ['证照码', '当事人', '走的时间', '怎么走的', '报告单位'] },
    ]);
    expect(file.reason).toContain('hedui columns teach');
    expect(await office.standing()).toEqual([]);
    expect((await listed()).waiting).toMatchObject([{ file: VILLAGE }]);
  });

  test('is tried before it is taught: only it is read again, and rows, words, findings and money are shown', async () => {
    const { effect, saved, columns } = JSON.parse((await teach()).stdout);
    expect(columns).toMatchObject({ source: 'police-death', columns: { 走的时间: 'died_on' } });
    expect(effect.files).toMatchObject([
      {
        file: VILLAGE,
        now: null,
        after: { received: 1, used: 1, refused: 0, ignored: 0 },
        sources: ['police-death'],
        unexplained: [{ word: '寿满', rows: 1 }],
      },
    ]);
    expect(effect).toMatchObject({ waiting: 0, waiting_then: 1, come: 0 });
    expect(saved).toBeNull();
  });

  test('is asked about every night until it is taught, wherever it lies, and once where it was sent anew under its name', async () => {
    office.discard(VILLAGE);
    const file = fileOf(await office.night(), VILLAGE);
    expect(file).toMatchObject({ status: 'refused', asked_columns: [{ sheet: '' }] });
    expect((await listed()).waiting).toMatchObject([{ file: VILLAGE }]);
    const other = office.copy();
    other.put(VILLAGE, villageList([{ person: payee(1), on: '2022-06-10' }]));
    expect((await other.night()).files.filter((one) => one.file === VILLAGE)).toHaveLength(1);
    other.remove();
  });

  test.runIf(isLong)(
    'that states its dates wrongly says in the trial which rows would be refused, and why',
    async () => {
      const wrong = await office.run(
        ...['--json', 'columns', 'teach', VILLAGE, '--source', 'police-death'],
        ...['--column=证照码=resident_id', '--column=当事人=name', '--column=报告单位=died_on'],
      );
      const [file] = JSON.parse(wrong.stdout).effect.files;
      expect(file).toMatchObject({ after: { received: 1, used: 0, refused: 1 } });
      expect(file.refused).toMatchObject([{ rows: 1 }]);
      expect(file.refused[0].zh).not.toBe('');
    },
  );

  test('is refused where there is no such source, field or column, and two columns cannot be one field', async () => {
    const say = (...more: string[]) => office.run('columns', 'teach', VILLAGE, ...more);
    expect((await say('--source', 'police')).stderr).toContain('police-death');
    expect((await say('--source', 'police-death', '--column=走的时间=died')).stderr).toContain('died_on');
    const twice = await say(
      '--source',
      'police-death',
      '--column=走的时间=died_on',
      '--column=报告单位=died_on',
    );
    expect(twice).toMatchObject({ code: 2 });
    expect(twice.stderr).toContain('走的时间');
    expect((await say('--source', 'police-death', '--column=去世日=died_on')).code).not.toBe(0);
  });

  test('is taught by investigators and supervisors alone', async () => {
    const refused = await teach('--save', '--as', 'kassa');
    expect(refused.code).not.toBe(0);
    expect((await listed()).taught).toEqual([]);
  });

  test('counts from the night after, names whose word it was read by, and the next list of that layout needs no word', async () => {
    expect(await teach('--save', '--as', 'li', '--reason', '问过村委会')).toMatchObject({ code: 0 });
    expect(
      await office.run('words', 'teach', 'police-death', 'reason', '寿满', 'death', '--save', '--as', 'li'),
    ).toMatchObject({ code: 0 });
    office.put(LATER, villageList([{ person: payee(1), on: '2022-06-10' }]));
    const night = await office.night('2023-01-01');
    const file = fileOf(night, VILLAGE);
    expect(file).toMatchObject({ source: 'police-death', received: 1, used: 1, asked_columns: [] });
    expect(file.taught_columns).toContainEqual({
      ...{ sheet: '', header: '走的时间', field: 'died_on', title: '死亡日期' },
      ...{ by: '李督', on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    });
    expect(file.reason).toMatch(/按说明读列（李督 \d{4}-\d{2}-\d{2}）：.*走的时间=死亡日期.*报告单位不读/);
    expect(fileOf(night, LATER)).toMatchObject({ source: 'police-death', used: 1 });
    expect((await office.standing()).map(({ name }) => name).sort()).toEqual(
      [payee(0).name, payee(1).name].sort(),
    );
    expect(night.totals.amount_fen).toBeGreaterThan(0);
    // the roster, of which nothing was said, is not read again
    expect(fileOf(night, '2022年7月待遇发放花名册.csv').status).toBe('unchanged');
  });

  test('says in each finding that rests on it that the column was read by the office’s word', async () => {
    const [kept] = await office.read<{ grounds: string }>('select grounds from result.finding');
    expect(JSON.parse(kept?.grounds ?? '[]')).toContainEqual({
      kind: 'taught',
      zh: '“走的时间”读作死亡日期（本单位说明）',
      en: expect.stringContaining('as this office says'),
    });
  });

  // taken back by the command line: `every-input`
  test.runIf(isLong)(
    'is taken back after its effect was shown, waits again, and all that stays stands in the chain',
    async () => {
      const [{ key, taught_by, reason }] = (await listed()).taught;
      expect([taught_by, reason]).toEqual(['li', '问过村委会']);
      const { effect } = JSON.parse((await office.run('--json', 'columns', 'forget', key)).stdout);
      expect(effect).toMatchObject({ go: 2 });
      expect(effect.files.map(({ file, after }: { file: string; after: unknown }) => [file, after])).toEqual([
        [VILLAGE, null],
        [LATER, null],
      ]);
      expect(
        await office.run('columns', 'forget', key, '--save', '--as', 'li', '--reason', '看错了'),
      ).toMatchObject({ code: 0 });
      // the list of deaths falls silent with it, and a supervisor says that it is so
      const silent = await office.run('nightly', '--inbox', office.inbox, '--as-of', '2023-01-02');
      expect(silent).toMatchObject({ code: 4 });
      const accept = ['--accept', 'police-death', '--as', 'li', '--reason', '列的说明已收回'];
      expect(
        (await office.run('nightly', '--inbox', office.inbox, '--as-of', '2023-01-02', ...accept)).code,
      ).toBe(3);
      expect(await office.standing()).toEqual([]);
      expect((await listed()).waiting.map(({ file }: { file: string }) => file)).toEqual([VILLAGE, LATER]);
      expect(await office.run('columns', 'forget', key, '--save', '--as', 'li')).toMatchObject({ code: 3 });
      using ledger = openOfficeLedger(openOffice(office.home), 'read');
      expect([...readStreams(ledger, ['column'])].map(({ type, actor }) => [type, actor])).toEqual([
        ['ColumnsTaught', 'li'],
        ['ColumnsForgotten', 'li'],
      ]);
    },
  );
});

describe('a roster in which a header stands twice', () => {
  const ROSTER = '2022年7月待遇发放花名册.csv';
  let office: Office;
  beforeAll(async () => {
    office = new Office();
    const rows = rosterRows(202207, PAYEES).map((row, place) => [
      ...row.map((cell) => (cell === '合计' ? '实发金额' : cell)),
      place === 0 ? '实发金额' : '5.00',
    ]);
    office.put(ROSTER, csv(rows));
    office.put(
      '死亡.csv',
      csv([
        ['姓名', '身份证号', '死亡日期', '注销原因'],
        [payee(0).name, payee(0).residentId, '2022-05-31', '死亡'],
      ]),
    );
  });
  afterAll(() => office.remove());

  test('is asked about with what each reading makes of the first rows, and nobody is paid by a guess', async () => {
    const night = await office.night();
    const file = fileOf(night, ROSTER);
    expect(file).toMatchObject({ status: 'refused', used: 0 });
    expect(file.reason).toContain('“实发金额”（第 7 列）读作实发金额：实发金额=218.00');
    expect(file.reason).toContain('“实发金额#2”（第 11 列）读作实发金额：实发金额#2作实发金额=5.00');
    expect(await office.standing()).toEqual([]);
  });

  test.runIf(isLong)('counts by the column that somebody says, known by its number', async () => {
    addPeople(office);
    const taught = await office.run(
      ...['columns', 'teach', ROSTER, '--column=实发金额=paid_fen', '--column=实发金额#2=ignore'],
      ...['--save', '--as', 'li'],
    );
    expect(taught).toMatchObject({ code: 0 });
    expect((await office.night()).totals.amount_fen).toBe(21_800);
  });
});

test.runIf(isLong)(
  'who explained the columns of a list has not said that its rows stand: a title that doubts them is asked about by itself',
  async () => {
    const office = new Office();
    const list = (index: number): string =>
      csv([
        ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因', '联系电话二'],
        [payee(index).name, payee(index).residentId, '2022-05-31', '2022-06-02', '死亡', '0873'],
      ]);
    try {
      addPeople(office);
      office.put('2022年7月待遇发放花名册.csv', csv(rosterRows(202207, PAYEES)));
      office.put('公安死亡注销.csv', list(0));
      await office.night();
      const teach = (file: string) =>
        office.run(
          'columns',
          'teach',
          file,
          '--column=联系电话二=ignore',
          '--save',
          '--as',
          'li',
          '--source',
          'police-death',
        );
      expect(await teach('公安死亡注销.csv')).toMatchObject({ code: 0 });
      office.put('公安死亡注销误报名单.csv', list(1));
      office.put('公安死亡注销（系同名）.csv', list(2));
      const night = await office.night('2023-01-01');
      for (const file of ['公安死亡注销误报名单.csv', '公安死亡注销（系同名）.csv'])
        expect(fileOf(night, file)).toMatchObject({ status: 'refused', used: 0 });
      expect((await office.standing()).map(({ name }) => name)).toEqual([payee(0).name]);
      // the answer is for the phrase that was asked about
      expect(await teach('公安死亡注销误报名单.csv')).toMatchObject({ code: 0 });
      const after = await office.night('2023-01-02');
      expect(fileOf(after, '公安死亡注销误报名单.csv')).toMatchObject({ used: 1 });
      expect(fileOf(after, '公安死亡注销（系同名）.csv')).toMatchObject({ status: 'refused', used: 0 });
    } finally {
      office.remove();
    }
  },
);

test.runIf(isLong)(
  'what was written into mapping.yaml by hand goes on counting, and the file’s result says where it stands',
  async () => {
    const office = new Office();
    try {
      office.put(VILLAGE, villageList([{ person: payee(0), on: '2022-05-31' }]));
      writeFileSync(
        office.workspace.mapping,
        '- source: police-death\n  match: { headers: [证照码, 走的时间] }\n  columns: { 证照码: resident_id, 当事人: name, 走的时间: died_on }\n',
      );
      const file = fileOf(await office.night(), VILLAGE);
      expect(file).toMatchObject({ source: 'police-death', used: 1 });
      expect(file.reason).toContain(
        '按说明读列（mapping.yaml）：证照码=死者身份证号、当事人=死者姓名、走的时间=死亡日期',
      );
      expect(file.unread_columns.map(({ header }) => header)).toContain('怎么走的');
      // what is taught goes before it
      addPeople(office);
      const other = ['--source', 'cremation', '--column=证照码=resident_id', '--column=当事人=name'];
      expect(
        await office.run(
          'columns',
          'teach',
          VILLAGE,
          ...other,
          '--column=走的时间=cremated_on',
          '--save',
          '--as',
          'li',
        ),
      ).toMatchObject({ code: 0 });
      const accepted = await office.run(
        ...['--json', 'nightly', '--inbox', office.inbox, '--as-of', '2023-01-01'],
        ...['--accept', 'police-death', '--as', 'li', '--reason', '是火化名单'],
      );
      expect(fileOf(JSON.parse(accepted.stdout), VILLAGE).source).toBe('cremation');
    } finally {
      office.remove();
    }
  },
);

test('a column that everybody knows and nobody can read stands among those that were not read', async () => {
  const office = new Office();
  try {
    const list = '公安死亡名单.csv';
    const { name, residentId } = payee(0);
    office.put(
      list,
      csv([
        ['姓名', '身份证号码', '出生日期', '死亡日期', '注销原因'],
        [name, residentId, '属虎', '2022-05-31', '死亡'],
      ]),
    );
    const file = fileOf(await office.night(), list);
    expect(file).toMatchObject({ used: 1, unread_columns: [{ header: '出生日期', nearest: null }] });
  } finally {
    office.remove();
  }
});
