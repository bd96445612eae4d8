import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TieOut, TieOutDifference } from '../../casework/tie-out/read-tie-out.ts';
import type { SheetState } from '../../casework/tie-out/sheet.ts';
import { sha256Hex } from '../../core/hash.ts';
import { officeSummary } from '../../reports/manager/office-summary.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { isLong } from '../support/is-long.ts';
import { fileOf, Office } from './office.ts';
import { csv, roster, rosterName } from './small-office.ts';
import { STATEMENTS, statement } from './statements.ts';

let office: Office;
let night: NightSummary;

interface Shown {
  months: number[];
  tie_out: TieOut;
  sheet: SheetState;
}

const show = async (month = 202206): Promise<Shown> =>
  JSON.parse((await office.run('tie-out', '--month', String(month), '--json', '--as', 'he')).stdout) as Shown;

const flowOf = ({ tie_out }: Shown, flow: string) => {
  const found = tie_out.flows.find((one) => one.flow === flow);
  if (!found) throw new Error(`nothing is said of ${flow}`);
  return found;
};

const keysOf = (differences: readonly TieOutDifference[]): string[] =>
  differences.map(({ difference_key }) => difference_key);

beforeAll(async () => {
  office = new Office();
  await office.run('user', 'add', 'admin', '--role', 'administrator');
  for (const [user, role] of [
    ['he', 'supervisor'],
    ['chu', 'cashier'],
    ['fen', 'manager'],
    ['zhen', 'clerk@东山镇'],
  ] as const)
    await office.run('user', 'add', user, '--role', role, '--as', 'admin');
  for (const month of [202206, 202207]) office.put(rosterName(month), roster(month));
  for (const name of Object.keys(STATEMENTS)) office.put(name, statement(name));
  office.put(
    '2022年7月支出户对账单.csv',
    csv([
      ['支出户对账单'],
      ['交易日期', '摘要', '借方发生额', '贷方发生额', '余额'],
      ['2022-07-15', '代发养老金', '2000.00', '', '0.00'],
    ]),
  );
  office.put(
    '2022年8月支出户对账单.csv',
    csv([
      ['支出户对账单'],
      ['交易日期', '摘要', '借方发生额', '贷方发生额', '余额'],
      ['2022-08-15', '代发养老金', '2000.00', '', ''],
      ['2022-08-15', '代发养老金', '300.00', '', ''],
      ['2022-08-16', '红字冲销代发养老金', '-300.00', '', ''],
      ['2022-08-17', '退票', '', '218.00', ''],
      ['2022-08-18', '退票（冲正）', '218.00', '', ''],
      ['2022-08-19', '养老金发放冲正', '', '100.00', ''],
      ['2022-08-20', '代发养老金 冲帐', '50.00', '', ''],
      ['2022-08-22', '冲正', '', '77.00', ''],
    ]),
  );
  office.put(
    '2022年8月收入户对账单.csv',
    csv([
      ['收入户对账单'],
      ['交易日期', '摘要', '借方发生额', '贷方发生额', '备注'],
      ['2022-08-08', '保费收入', '', '900.00', ''],
      ['2022-08-09', '保费收入', '', '300.00', '冲正'],
      ['2022-08-10', '保费收入', '', '40.00', '冲正后重记'],
    ]),
  );
  office.put(
    '2022年8月税务征缴入库明细.csv',
    csv([
      ['城乡居民养老保险费征缴入库明细'],
      ['入库日期', '征收项目', '入库类型', '笔数', '入库金额', '备注'],
      ['2022-08-08', '城乡居民基本养老保险费', '入库', 5, '1000.00', ''],
      ['2022-08-08', '城乡居民基本养老保险费', '入库', 1, '-100.00', '红字冲销'],
      ['2022-08-09', '城乡居民基本养老保险费（冲正）', '入库', 1, '200.00', ''],
      ['2022-08-09', '城乡居民基本养老保险费', '冲正', 1, '50.00', ''],
      ['2022-08-09', '城乡居民基本养老保险费', '收入退还书', 1, '30.00', ''],
      ['2022-08-10', '城乡居民基本养老保险费退库', '', 1, '-20.00', ''],
      ['2022-08-10', '城乡居民基本养老保险费', '入库', 1, '0.01', ''],
    ]),
  );
  night = await office.night();
}, 120_000);
afterAll(() => office.remove());

describe('the tie-out of the four', () => {
  test('every statement is read as the one it is, and names nobody', async () => {
    const sources = Object.keys(STATEMENTS).map((name) => fileOf(night, name).source);
    expect(sources).toEqual([
      'tax-receipts',
      'bank-statement',
      'bank-statement',
      'treasury-statement',
      'office-daybook',
    ]);
    expect(await office.read('select distinct person_id from canonical.person')).toHaveLength(10);
  });

  test('lays office, tax office, treasury and bank beside each other, and names each day on which they differ', async () => {
    const shown = await show();
    const contributions = flowOf(shown, 'contribution');
    expect(contributions.parties.map(({ party, amount_fen }) => [party, amount_fen])).toEqual([
      ['office', 160_000],
      ['tax', 160_000],
      ['treasury', 140_000],
      ['bank', 140_000],
    ]);
    expect(contributions.differences).toMatchObject([
      {
        difference_key: 'contribution/2022-06-30',
        amounts: { office: 20_000, tax: 20_000, treasury: 0, bank: 0 },
        difference_fen: 20_000,
        is_of_days_alone: false,
        explanation: null,
      },
    ]);
    const pensions = flowOf(shown, 'pension');
    expect(pensions.parties.map(({ party, amount_fen }) => [party, amount_fen])).toEqual([
      ['office', 196_200],
      ['treasury', 218_000],
      ['bank', 196_200],
    ]);
    expect(keysOf(pensions.differences)).toEqual([
      'pension/2022-06-14',
      'pension/2022-06-15',
      'pension/2022-06-16',
    ]);
  });

  test('a purpose that nobody has explained is counted apart and in no sum', async () => {
    const bank = flowOf(await show(), 'contribution').parties.find(({ party }) => party === 'bank');
    expect(bank).toMatchObject({ held_lines: 1, amount_fen: 140_000 });
  });

  test('a line that reverses another takes back what it names, however it was booked; one that names nothing waits', async () => {
    const bank = flowOf(await show(202208), 'pension').parties.find(({ party }) => party === 'bank');
    // 2,000.00 and 300.00 paid, 300.00 reversed; 218.00 came back, and did not; 100.00 and 50.00 reversed
    expect(bank).toMatchObject({ amount_fen: 185_000, held_lines: 2 });
  });

  test('so does a remark that says nothing else, and so do receipts of the tax office, which are also paid back', async () => {
    const { parties } = flowOf(await show(202208), 'contribution');
    const of = (name: string) => parties.find(({ party }) => party === name);
    // 冲正后重记 may be either line, and waits
    expect(of('bank')).toMatchObject({ amount_fen: 60_000, held_lines: 2 });
    // 1,000.00 less 100.00, 200.00 and 50.00 reversed, less 30.00 and 20.00 paid back, and 0.01
    expect(of('tax')).toMatchObject({ amount_fen: 60_001, held_lines: 0 });
  });

  test('a month of which nothing has arrived is not told as one without differences', async () => {
    const { stdout } = await office.run('tie-out', '--month', '202212', '--as', 'he');
    expect(stdout).toContain('未到：经办机构、税务、财政专户、银行。没有到的不参加核对');
    expect(stdout).toContain('未到：经办机构、财政专户、银行。');
    expect(stdout).toContain('本月差异 没有核对');
    expect(stdout).not.toContain('本月差异 0');
  });

  test('what has not arrived is said so and is no nought; a roster speaks for the office by month alone', async () => {
    const shown = await show(202207);
    expect(flowOf(shown, 'contribution').parties.map(({ state, amount_fen }) => [state, amount_fen])).toEqual(
      [
        ['not-arrived', null],
        ['not-arrived', null],
        ['not-arrived', null],
        ['none-of-it', null],
      ],
    );
    expect(flowOf(shown, 'contribution').differences).toEqual([]);
    const pensions = flowOf(shown, 'pension');
    expect(
      pensions.parties.map(({ party, state, amount_fen, is_by_day }) => [
        party,
        state,
        amount_fen,
        is_by_day,
      ]),
    ).toEqual([
      ['office', 'stated', 218_000, false],
      ['treasury', 'not-arrived', null, false],
      ['bank', 'stated', 200_000, true],
    ]);
    expect(pensions.differences).toMatchObject([
      { difference_key: 'pension/202207', booked_on: null, difference_fen: 18_000 },
    ]);
  });

  test('shows the lines of a difference with file and row, those without a counterpart first', async () => {
    const { stdout } = await office.run(
      'tie-out',
      'lines',
      'contribution/2022-06-30',
      '--json',
      '--as',
      'he',
    );
    const { lines } = JSON.parse(stdout) as { lines: object[] };
    expect(lines).toMatchObject([
      { party: 'office', amount_fen: 20_000, file: '2022年6月收支日记账.csv', row: 5, is_matched: false },
      { party: 'tax', amount_fen: 20_000, file: '2022年6月税务征缴入库汇总.csv', row: 6, is_matched: false },
    ]);
  });

  test('a difference is carried on until somebody says why, and again once that is taken back', async () => {
    expect(keysOf((await show(202207)).tie_out.carried)).toEqual([
      'contribution/2022-06-30',
      'pension/2022-06-14',
      'pension/2022-06-15',
      'pension/2022-06-16',
    ]);
    const explain = (...more: string[]) =>
      office.run('tie-out', 'explain', 'contribution/2022-06-30', ...more);
    const said = ['--reason', 'in-transit', '--words', '6月30日入库，7月1日到账'];
    expect((await explain(...said, '--as', 'chu')).code).not.toBe(0);
    expect((await explain(...said, '--as', 'he')).code).toBe(0);
    expect(flowOf(await show(), 'contribution')).toMatchObject({ explained: 1, carried_on: 0 });
    expect(keysOf((await show(202207)).tie_out.carried)).not.toContain('contribution/2022-06-30');
    await office.run('tie-out', 'revoke', 'contribution/2022-06-30', '--words', '说错了', '--as', 'he');
    expect(keysOf((await show(202207)).tie_out.carried)).toContain('contribution/2022-06-30');
    await explain(...said, '--as', 'he');
  });

  test.runIf(isLong)('an explanation of other amounts is none', async () => {
    const later = office.copy();
    later.put(
      '2022年6月税务征缴入库汇总（更正）.csv',
      csv([
        ['城乡居民养老保险费征缴入库汇总（更正）'],
        ...(STATEMENTS['2022年6月税务征缴入库汇总.csv'] ?? [])
          .slice(1)
          .map((row) => (row[0] === '2022-06-30' ? [...row.slice(0, 3), '260.00'] : row)),
      ]),
    );
    await later.night('2023-01-01');
    const { stdout } = await later.run('tie-out', '--month', '202206', '--json', '--as', 'he');
    later.remove();
    expect(flowOf(JSON.parse(stdout) as Shown, 'contribution').differences).toMatchObject([
      { difference_key: 'contribution/2022-06-30', difference_fen: 26_000, explanation: null },
    ]);
  });

  test('the sheet of a month takes two hands over one set of figures, and its paper is frozen', async () => {
    const act = async (verb: string, as: string) => {
      const { code, stdout, stderr } = await office.run(
        'tie-out',
        verb,
        '--month',
        '202206',
        '--json',
        '--as',
        as,
      );
      return code === 0
        ? (JSON.parse(stdout) as { document_number?: string; files?: { format: string; sha256: string }[] })
        : stderr;
    };
    expect(await act('sign', 'fen')).toContain('还没有人制作');
    expect(await act('prepare', 'zhen')).toContain('没有此项权限');
    await act('prepare', 'he');
    expect(await act('sign', 'he')).toContain('不能审批自己的工作');
    // what was made over other figures is not signed
    await office.run('tie-out', 'revoke', 'contribution/2022-06-30', '--words', '再看', '--as', 'he');
    expect(await act('sign', 'fen')).toContain('变了');
    await act('prepare', 'chu');
    const signed = await act('sign', 'fen');
    if (typeof signed === 'string') throw new Error(signed);
    expect(signed.document_number).toBe('对账202206');
    expect(signed.files?.map(({ format }) => format)).toEqual(['docx', 'pdf']);
    for (const { format, sha256 } of signed.files ?? []) {
      const path = join(office.home, 'documents/issued/tie-out-202206', `${sha256}.${format}`);
      expect(sha256Hex(readFileSync(path))).toBe(sha256);
    }
    expect((await show()).sheet).toMatchObject({
      prepared: null,
      signed: { by: 'fen', prepared_by: 'chu', document_number: '对账202206' },
    });
    await act('prepare', 'chu');
    expect(await act('sign', 'fen')).toMatchObject({ document_number: '对账202206第2版' });
    expect((await office.run('audit', 'verify')).code).toBe(0);
  });

  test('the figures of the report tie with the statements', async () => {
    await officeSummary(office.home, { from: '2022-06-01', to: '2022-06-30' }, async ({ identities }) => {
      expect(
        identities.filter(({ name }) => name.startsWith('tie-out')).map(({ compared }) => compared > 0),
      ).toEqual([true, true]);
    });
  });
});
