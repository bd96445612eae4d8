import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLong } from '../support/is-long.ts';
import { Office } from './office.ts';
import { csv, payee } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

const { name, residentId } = payee(0)!;
const WORD = ['payout-roster', 'state', '惠民直达'];

let office: Office;
beforeAll(() => {
  office = new Office();
  appointSupervisor(office);
  office.put(
    '养老金发放花名册.csv',
    csv([
      ['姓名', '身份证号码', '所属年月', '基础养老金', '65岁以上加发', '实发金额', '支付状态'],
      // seven fen too much in each month, and after the death all of it
      ...['202202', '202204', '202205'].map((month) => [
        ...[name, residentId, month, '113.07', '5', '118.07'],
        month === '202205' ? WORD[2]! : '已支付',
      ]),
    ]),
  );
  office.put(
    '公安死亡注销.csv',
    csv([
      ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因'],
      [name, residentId, '2022-03-05', '2022-03-20', '死亡'],
    ]),
  );
});
afterAll(() => office.remove());

test('a payment that two rules claim counts once in what an answer would change, as it does in the night after it', async () => {
  const claimed = async (): Promise<number> => (await office.night()).totals.amount_fen;
  const answer = (verb: string, ...rest: string[]): Promise<{ effect: { fund_fen: number } }> =>
    office.json('words', verb, ...WORD, ...rest, '--save', '--as', 'li', '--reason', '已核对');
  const before = await claimed();
  const taught = await answer('teach', 'paid');
  const then = await claimed();
  expect(then - before).toBe(11_807);
  expect(taught.effect.fund_fen).toBe(11_807);
  if (!isLong) return;
  const forgotten = await answer('forget');
  expect(forgotten.effect.fund_fen).toBe(-11_807);
  expect(await claimed()).toBe(before);
});
