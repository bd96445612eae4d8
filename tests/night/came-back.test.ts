import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Line, payee, roster, rosterName } from './small-office.ts';

const who = (index: number): Line => [payee(index).name, payee(index).residentId];

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205]) office.put(rosterName(month), roster(month));
  office.put(
    '企业职工养老金发放明细202205.csv',
    csv([
      ['姓名', '身份证号', '险种', '发放年月', '养老金', '人员类别', '发放状态', '备注'],
      [...who(0), '企业职工基本养老保险', '202205', '2500.00', '退休人员', '退票', ''],
      [...who(1), '企业职工基本养老保险', '202205', '2500.00', '退休人员', '发放失败', ''],
      [...who(2), '企业职工基本养老保险', '202205', '2500.00', '退休人员', '正常发放', ''],
      [...who(3), '企业职工基本养老保险', '202205', '2500.00', '退休人员', '行内转账悬置', ''],
      [...who(4), '企业职工基本养老保险', '202205', '2500.00', '退休人员', '正常发放', '5月退票'],
      [...who(5), '企业职工基本养老保险', '202205', '2500.00', '退休人员', '在职', ''],
    ]),
  );
  office.put(
    '财政供养人员工资表2022年5月.csv',
    csv([
      ['姓名', '身份证号', '人员性质', '工资月份', '实发工资', '人员状态', '发放状态'],
      [...who(6), '事业编制', '202205', '6000.00', '在岗', '退票'],
      [...who(7), '事业编制', '202205', '6000.00', '在岗', '发放成功'],
      [...who(8), '事业编制', '202205', '6000.00', '在岗', '行内转账悬置'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

const claimed = async (rule: string): Promise<string[]> =>
  (await office.standing()).filter(({ rule_id }) => rule_id === rule).map(({ name }) => name);

test('a pension or a salary that came back is drawn by nobody, whatever kind of person the list calls them', async () => {
  expect(await claimed('dual-benefit/employee-pension')).toEqual([payee(2).name]);
  expect(await claimed('eligibility/other-public-pay')).toEqual([payee(7).name]);
});

test('what nobody knows of such a state, and a state that its neighbour contradicts, are asked about', async () => {
  const { waiting } = await office.json<{ waiting: { field: string; word: string }[] }>('words', 'list');
  expect(waiting.map(({ field, word }) => `${field} ${word}`).sort()).toEqual([
    'remark 5月退票',
    'state 在岗；行内转账悬置',
    'status 退休人员；在职',
    'status 退休人员；行内转账悬置',
  ]);
});
