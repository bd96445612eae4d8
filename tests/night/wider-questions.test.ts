import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import { teachWord } from '../../casework/words/office-words.ts';
import { Office } from './office.ts';
import { csv, type Line, PAYEES, payee, residentIdOf } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

/** Lists of one county and its neighbour, in the words and layouts of several offices. */

interface Resident {
  name: string;
  residentId: string;
}

const resident = (name: string, born: string, sequence = 996): Resident => ({
  name,
  residentId: residentIdOf(born, sequence),
});

const NOWHERE = resident('普文昌', '19800502');
const SCHOOL_LEAVER = resident('杨小妹', '20030607', 997);
const PUPIL = resident('李小龙', '20040208', 998);
const SOLDIER = resident('王建军', '20011109', 999);
const EMPLOYED = resident('张丽华', '19790311', 996);
const TEACHER = resident('陈秀珍', '19810412', 997);
const INSURED = resident('何兰英', '19830513', 998);
const CHILD = resident('普小宝', '20150101', 999);
const LATELY_MOVED = resident('马云飞', '19850716', 996);

let office: Office;

beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206]) {
    office.put(
      `弥勒${month}养老金发放名册.csv`,
      county(
        '弥勒市',
        PAYEES.map((person) => [person.name, person.residentId, month, '113.00', '100.00', '213.00']),
      ),
    );
    const there: Line[] = [[payee(9).name, payee(9).residentId, month, '118.00', '40.00', '158.00']];
    if (month > 202204) there.push([payee(0).name, payee(0).residentId, month, '118.00', '61.37', '179.37']);
    office.put(`石林${month}养老金发放名册.csv`, county('昆明市石林彝族自治县', there));
  }
  office.put(
    '常住人口登记.csv',
    csv([
      ['户号', '姓名', '公民身份号码', '与户主关系', '所属乡镇', '人员状态', '变动类别', '变动日期'],
      ...[...PAYEES, NOWHERE, SCHOOL_LEAVER, PUPIL, SOLDIER, EMPLOYED, TEACHER, INSURED, CHILD].map(
        ({ name, residentId }, index) => [`5${index}`, name, residentId, '户主', '竹园镇', '正常', '', ''],
      ),
      ['99', LATELY_MOVED.name, LATELY_MOVED.residentId, '户主', '竹园镇', '迁出', '迁往外省', '20220310'],
    ]),
  );
  office.put(
    '参保人员名册.csv',
    csv([
      ['姓名', '身份证号码', '参保状态', '首次参保时间'],
      ...PAYEES.map(({ name, residentId }) => [name, residentId, '领取待遇', '2012-01-01']),
      [INSURED.name, INSURED.residentId, '正常缴费', '2014-05-01'],
    ]),
  );
  office.put(
    '职工养老保险参保人员.csv',
    csv([
      ['姓名', '身份证号码', '险种', '人员状态', '单位名称'],
      [EMPLOYED.name, EMPLOYED.residentId, '企业职工基本养老保险', '在职', '糖厂'],
    ]),
  );
  office.put(
    '财政供养人员.csv',
    csv([
      ['姓名', '身份证号码', '人员性质', '实发工资'],
      [TEACHER.name, TEACHER.residentId, '事业编制', '6120.00'],
    ]),
  );
  office.put(
    '未参保人员情况表.csv',
    csv([
      ['姓名', '身份证号码', '未参保原因'],
      [PUPIL.name, PUPIL.residentId, '在校学生'],
      [SOLDIER.name, SOLDIER.residentId, '服兵役'],
    ]),
  );
  // the neighbour's rosters were asked for, to be compared with: that is said once
  appointSupervisor(office);
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  const user = loadUser(ledger, 'li');
  if (user === null) throw new Error('there is no supervisor');
  teachWord(
    ledger,
    here,
    { user, via: 'test' },
    {
      ...{ source: 'payout-roster', field: 'place', word: '昆明市石林彝族自治县', means: 'own' },
      reason: '两地比对',
    },
  );
  await office.night();
}, 240_000);
afterAll(() => office.remove());

function county(name: string, rows: readonly Line[]): string {
  return csv([
    ['姓名', '证件号码', '待遇所属期', '基础养老金', '个人账户养老金', '合计', '区县'],
    ...rows.map((row) => [...row, name]),
  ]);
}

const of = async (rule: string) =>
  (await office.standing())
    .filter(({ rule_id }) => rule_id === rule)
    .map(({ name, amount_fen, months, facts }) => ({ name, amount_fen, months, facts: JSON.parse(facts) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

test('two counties paid one person: the later gives way to the fen, and where neither is the later nothing is claimed', async () => {
  const found = await of('transfer/two-places');
  expect(found).toHaveLength(2);
  expect(found).toEqual(
    expect.arrayContaining([
      {
        name: payee(0).name,
        amount_fen: 2 * 17_937,
        months: 2,
        facts: expect.objectContaining({ gives_way: '石林彝族', stays: '弥勒' }),
      },
      {
        name: payee(9).name,
        amount_fen: null,
        months: 3,
        facts: expect.objectContaining({ is_open: true, at_risk_fen: 3 * 15_800 }),
      },
    ]),
  );
  expect(await of('dual-benefit/paid-twice')).toEqual([]);
});

test('who is registered, past sixteen and on no list is asked about, and nobody else', async () => {
  const found = await of('enrolment/not-insured');
  expect(found.map(({ name, amount_fen }) => [name, amount_fen]).sort()).toEqual(
    [
      [NOWHERE.name, null],
      [SCHOOL_LEAVER.name, null],
    ].sort(),
  );
});

test('whom the register alone tells of is no person of a list, and whom no list could ask is left out', async () => {
  const namesIn = async (table: string): Promise<string[]> =>
    (await office.read<{ name: string }>(`select name from canonical.${table}`)).map(({ name }) => name);
  const [ofLists, ofRegister] = [await namesIn('person'), await namesIn('registered_person')];
  expect([ofLists.includes(NOWHERE.name), ofLists.includes(CHILD.name)]).toEqual([false, false]);
  expect([ofRegister.includes(NOWHERE.name), ofRegister.includes(CHILD.name)]).toEqual([true, false]);
});
