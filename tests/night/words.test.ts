import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { isLong } from '../support/is-long.ts';
import { fileOf, Office } from './office.ts';
import { csv, PAYEES, payee, policeList, rosterLine, rosterRows } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

const ROSTER = '2022年7月待遇发放花名册.csv';

/** A roster on which one line's state is a word of this office alone. */
function withWord(word: string): string {
  const rows = rosterRows(202207, PAYEES);
  return csv(rows.map((row) => (row[0] === payee(0).name ? rosterLine(payee(0), 202207, word) : row)));
}

describe('a word that nobody has explained', () => {
  let office: Office;
  let first: NightSummary;

  beforeAll(async () => {
    office = new Office();
    office.put(ROSTER, withWord('惠民直达'));
    office.put('死亡.csv', policeList([{ person: payee(0), on: '20220531' }]));
    first = await office.night();
    appointSupervisor(office);
  });
  afterAll(() => office.remove());

  const teach = (...more: string[]) =>
    office.run('--json', 'words', 'teach', 'payout-roster', 'state', '惠民直达', 'paid', ...more);

  const tried = async () => JSON.parse((await teach()).stdout).effect;

  test('holds its row: received and used, it accuses nobody, and the file says the word and where it stands', async () => {
    const file = fileOf(first, ROSTER);
    expect(file).toMatchObject({ received: 10, used: 10, refused: 0, ignored: 0, held: 1 });
    expect(file.unexplained).toMatchObject([
      {
        source: 'payout-roster',
        field: 'state',
        column: '发放状态',
        word: '惠民直达',
        rows: 1,
        example: { row: 2 },
      },
    ]);
    expect(file.reason).toContain('惠民直达');
    expect(await office.standing()).toEqual([]);
  });

  test('is listed with what it may mean', async () => {
    const { waiting } = JSON.parse((await office.run('--json', 'words', 'list')).stdout);
    expect(waiting).toMatchObject([{ word: '惠民直达', rows: 1, example: { file: ROSTER } }]);
    expect(waiting[0].meanings.map(({ code }: { code: string }) => code)).toContain('paid');
    expect((await office.run('words')).stdout).toContain('paid 已支付，钱已离开基金；');
  });

  test('is tried before it is taught: rows, findings and money are shown, and nothing is kept', async () => {
    const { effect, saved } = JSON.parse((await teach()).stdout);
    expect(effect).toMatchObject({
      waiting: 1,
      waiting_then: 0,
      come: 1,
      go: 0,
      change: 0,
      fund_fen: 21_800,
    });
    expect(saved).toBeNull();
    const listed = JSON.parse((await office.run('--json', 'words', 'list')).stdout);
    expect(listed).toMatchObject({ waiting: [{ word: '惠民直达' }], taught: [] });
    if (isLong) expect((await office.night()).totals.amount_fen).toBe(0);
  });

  test('counts from the night after it was taught, without any file being read again, until it is taken back', async () => {
    const taught = await teach('--save', '--as', 'li', '--reason', '信用社的叫法');
    expect(taught).toMatchObject({ code: 0 });
    // what was answered since the night is no effect of another answer
    if (isLong) expect(await tried()).toMatchObject({ waiting: 0, waiting_then: 0, come: 0, fund_fen: 0 });
    const second = await office.night('2023-01-01');
    expect(second.totals.amount_fen).toBe(21_800);
    expect(fileOf(second, ROSTER)).toMatchObject({ held: 0, unexplained: [], status: 'unchanged' });
    const [kept] = await office.read<{ grounds: string }>('select grounds from result.finding');
    expect(JSON.parse(kept?.grounds ?? '[]')).toContainEqual({
      kind: 'taught',
      zh: expect.stringContaining('“惠民直达”：已支付，钱已离开基金（本单位说明）'),
      en: expect.stringContaining('as this office says'),
    });
    const { taught: words } = JSON.parse((await office.run('--json', 'words', 'list')).stdout);
    expect(words).toMatchObject([
      { word: '惠民直达', means: 'paid', taught_by: 'li', reason: '信用社的叫法' },
    ]);
    const forget = ['words', 'forget', 'payout-roster', 'state', '惠民直达', '--save', '--as', 'li'];
    expect(await office.run(...forget)).toMatchObject({ code: 0 });
    if (isLong)
      expect(await tried()).toMatchObject({ waiting: 1, waiting_then: 0, come: 1, fund_fen: 21_800 });
    const third = await office.night('2023-01-02');
    expect(third.totals.amount_fen).toBe(0);
    expect(fileOf(third, ROSTER).held).toBe(1);
  });

  test('is refused where there is no such column or meaning, with those that there are', async () => {
    const wrong = await office.run('words', 'teach', 'payout-roster', 'state', '惠民直达', 'payed');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('paid');
  });
});

describe('a list of deaths', () => {
  let office: Office;
  beforeAll(() => {
    office = new Office();
    office.put(ROSTER, csv(rosterRows(202207, PAYEES)));
    office.put(
      '死亡.csv',
      policeList([
        { person: payee(0), on: '20230531' },
        { person: payee(1), on: '20220531' },
      ]),
    );
  });
  afterAll(() => office.remove());

  test('with a date that cannot be has that row refused with its value, and the night goes on', async () => {
    const night = await office.night();
    expect(fileOf(night, '死亡.csv')).toMatchObject({ received: 2, used: 1, refused: 1, ignored: 0 });
    const refused = await office.read<{ code: string; zh: string }>('select code, zh from refused');
    expect(refused).toMatchObject([{ code: 'impossible:died_on' }]);
    expect(refused[0]?.zh).toContain('2023-05-31');
    expect((await office.standing()).map(({ name }) => name)).toEqual([payee(1).name]);
  });

  test('that falls silent stops the night, by name, until a supervisor says that it is so', async () => {
    appointSupervisor(office);
    // no day of death is read any more: all rows are refused, and the list is empty
    await office.run(
      ...['columns', 'teach', '死亡.csv', '--column=死亡日期=ignore', '--column=注销日期=ignore'],
      ...['--save', '--as', 'li'],
    );
    const night = ['nightly', '--inbox', office.inbox, '--as-of', '2023-01-01'];
    const silent = await office.run(...night);
    expect(silent.stderr).toContain('police-death');
    expect(silent.code).toBe(4);
    const accepted = await office.run(
      ...[...night, '--accept', 'police-death', '--as', 'li', '--reason', '对应有误，明日改'],
    );
    expect(accepted.code).not.toBe(4);
  });
});
