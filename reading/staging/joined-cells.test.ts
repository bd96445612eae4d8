import { expect, test } from 'vitest';
import { loadSources } from '../sources/load-sources.ts';
import { WordReader } from '../vocabularies/read-word.ts';
import { joinedText } from './joined-cells.ts';

const sources = new Map(loadSources().map((source) => [source.source, source]));

function said(source: string, ...cells: string[]): string | null {
  const reader = new WordReader(sources.get(source)!.vocabulary.state!);
  const { means, isHeld } = reader.read(joinedText(reader, cells));
  return isHeld ? 'held' : means;
}

test('a payment that the office calls paid and the bank calls failed waits, and one that both call paid is paid', () => {
  expect(said('payout-roster', '成功', '户名不符')).toBe('held');
  expect(said('payout-roster', '已支付', '退票')).toBe('held');
  expect(said('payout-roster', '已支付', '入账成功')).toBe('paid');
  expect(said('payout-roster', '支付失败', '账户已销户')).toBe('failed');
  expect(said('payout-roster', '已支付', '对方行说不清')).toBe('held');
});

test('where one of two columns is blank the other one says it', () => {
  expect(said('payout-roster', '', '退票')).toBe('returned');
  expect(said('payout-roster', '已支付', '/')).toBe('paid');
});

test('a card that is in order and was never activated is not active, whichever column comes first', () => {
  expect(said('cards', '正常', '未激活')).toBe('inactive');
  expect(said('cards', '未激活', '正常')).toBe('inactive');
  expect(said('cards', '挂失', '已激活')).toBe('cancelled');
});
