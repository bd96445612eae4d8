import { monthOfYear } from '../../core/month.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { wholeOfficeParagraphs } from './narrative-whole-office.ts';
import type { Paragraph } from './paragraph.ts';
import { write } from './typed-figures/decimal.ts';
import { formatWan, percent, roundingGap, roundingNote } from './wan.ts';

interface SourceRow {
  kind: string;
  title: string;
  recovered_people: number;
  recovered_in_period_fen: number;
}

/** The paragraphs of the annual self-assessment, in the bureau's own form, from the same marts as the tables. */
export async function writeNarrative(warehouse: Warehouse): Promise<Paragraph[]> {
  return [
    { heading: '追缴情况', text: await recovery(warehouse) },
    { heading: '未收回情况', text: await outstanding(warehouse) },
    { heading: '资格认证', text: await certification(warehouse) },
    { heading: '待遇发放', text: await payments(warehouse) },
    { heading: '丧葬补助', text: await funeralGrants(warehouse) },
    { heading: '财政代缴', text: await paidOnBehalf(warehouse) },
    ...(await wholeOfficeParagraphs(warehouse)),
    { heading: '与上期和上年同期比较', text: await comparison(warehouse) },
  ].filter(({ text }) => text !== '');
}

async function recovery(warehouse: Warehouse): Promise<string> {
  const period = await one<{ to_on: string }>(
    warehouse,
    `select to_on from ledger.period where period = 'this'`,
  );
  const headline = await one<{ people: number; amount_fen: number }>(
    warehouse,
    `select people, amount_fen from mart.headline where period = 'this' and figure = 'recovered'`,
  );
  const sources = await warehouse.rows<SourceRow>('select * from mart.by_source order by place');
  const batches = await one<{ batches: number; items: number; people: number }>(
    warehouse,
    `select count(distinct batch.batch_id) as batches, count(*) as items, count(distinct batch_item.person_id) as people
     from ledger.batch_item as batch_item
     inner join ledger.batch as batch on batch.batch_id = batch_item.batch_id
     inner join ledger.period as this on this.period = 'this' and batch.received_on between this.from_on and this.to_on
     where batch_item.is_verified`,
  );
  const overlap = await one<{ people: number }>(
    warehouse,
    'select count(*) as people from mart.source_overlap where kinds > 1',
  );
  const isNaught = headline.people === 0 && headline.amount_fen === 0;
  const parts = sources.flatMap(({ kind, title, recovered_people, recovered_in_period_fen }) => {
    const verified = kind === 'handed-down' && batches.items > 0;
    const checked = verified ? [`核实上级下发数据${batches.batches}批次${batches.people}人`] : [];
    const amount = `追回${recovered_people}人${formatWan(recovered_in_period_fen)}万元`;
    const hasCome = recovered_people > 0 || recovered_in_period_fen !== 0;
    if (!hasCome) return checked.length === 0 ? [] : [checked.join('')];
    return [verified ? [...checked, amount].join(',') : `${title}${amount}`];
  });
  const gap = roundingGap(
    headline.amount_fen,
    sources.map((source) => source.recovered_in_period_fen),
  );
  const recovering = sources.filter(({ recovered_people }) => recovered_people > 0);
  return [
    isNaught
      ? parts.map((part) => `${part}。`).join('')
      : `截止${endOf(period.to_on)},共追缴${headline.people}人${formatWan(headline.amount_fen)}万元,其中:${parts.join(';')}。`,
    batches.items > batches.people ? `上级下发数据共${batches.items}人次,去重后${batches.people}人。` : '',
    overlap.people > 0
      ? `有${overlap.people}人被上级下发和其他来源同时点名,只计入其中一个来源,各项人数、金额相加即为合计。`
      : recovering.length > 1
        ? '各来源没有重复的人员,各项人数、金额相加即为合计。'
        : '',
    isNaught ? '' : roundingNote(gap),
  ].join('');
}

async function outstanding(warehouse: Warehouse): Promise<string> {
  const equation = await one<Record<string, number>>(
    warehouse,
    `select * exclude (period, title, from_on, to_on) from mart.equation where period = 'this'`,
  );
  const owed = await one<{ people: number; times: number; amount_fen: number }>(
    warehouse,
    `select people, times, amount_fen from mart.headline where period = 'this' and figure = 'owed'`,
  );
  const ages = await warehouse.rows<{ title: string; cases: number; outstanding_fen: number }>(
    'select title, cases, outstanding_fen from mart.by_age where cases > 0 order by place',
  );
  const { proposed_fen } = await one<{ proposed_fen: number }>(
    warehouse,
    'select coalesce(sum(proposed_fen), 0)::bigint as proposed_fen from mart.case_summary',
  );
  const figures: readonly [string, number][] = [
    ['期初未收回', equation.owed_before_fen ?? 0],
    ['期初应退', equation.due_before_fen ?? 0],
    ['本期审批核定', equation.assessed_fen ?? 0],
    ['抵扣', equation.offset_fen ?? 0],
    ['归还', equation.repaid_fen ?? 0],
    ['核销', equation.written_off_fen ?? 0],
    ['退还多缴', equation.refunded_fen ?? 0],
    ['期末未收回', equation.owed_fen ?? 0],
    ['期末应退', equation.due_fen ?? 0],
  ];
  const moved = figures.filter(([, fen]) => fen !== 0);
  const told = ages.map(
    ({ title, cases, outstanding_fen }) => `${title}${cases}件${formatWan(outstanding_fen)}万元`,
  );
  return [
    moved.length === 0 ? '' : `${moved.map(([what, fen]) => `${what}${formatWan(fen)}万元`).join(',')}。`,
    roundingNote(equationGap(equation)),
    // what still waits for its signatures is nobody's debt yet
    proposed_fen === 0 ? '' : `另有${formatWan(proposed_fen)}万元待审批,不计入核定。`,
    told.length === 0
      ? ''
      : `尚欠款的${owed.times}件、${owed.people}人,${formatWan(owed.amount_fen)}万元,按账龄:${told.join('、')}。`,
    roundingNote(
      roundingGap(
        owed.amount_fen,
        ages.map(({ outstanding_fen }) => outstanding_fen),
      ),
    ),
  ].join('');
}

/** By how much the rounded figures of the sentence miss each other; the fen behind them do not. */
function equationGap(equation: Record<string, number>): number {
  const fen = (name: string): number => equation[name] ?? 0;
  return roundingGap(fen('owed_fen'), [
    fen('due_fen'),
    fen('owed_before_fen'),
    -fen('due_before_fen'),
    fen('assessed_fen'),
    -fen('offset_fen'),
    -fen('repaid_fen'),
    -fen('written_off_fen'),
    fen('refunded_fen'),
  ]);
}

async function certification(warehouse: Warehouse): Promise<string> {
  const rows = await warehouse.rows<{
    year: number;
    half: number;
    window_month: number;
    way: string;
    title: string;
    people: number;
    due_people: number;
  }>('select * from mart.certification order by year, half, place');
  const windows = Map.groupBy(rows, ({ year, half }) => `${year}-${half}`);
  return [...windows.values()]
    .map((ways) => {
      const [first] = ways;
      if (first === undefined) return '';
      const ended = new Set(['stopped', 'unstopped']);
      const uncertified = ways
        .filter(({ way }) => ended.has(way))
        .reduce((sum, { people }) => sum + people, 0);
      const stopped = ways.find(({ way }) => way === 'stopped')?.people ?? 0;
      const became = [
        ...(stopped > 0 ? [`已停发${stopped}人`] : []),
        ...(uncertified > stopped ? [`仍在发放${uncertified - stopped}人`] : []),
      ];
      const certified = ways
        .filter(({ way, people }) => !ended.has(way) && people > 0)
        .map(
          ({ title, people, due_people }) =>
            `${title}${people}人,占应认证人数的${percent(people, due_people)}`,
        );
      return (
        `${monthOfYear(first.window_month)}月组织开展${first.year}年${first.half === 1 ? '上' : '下'}半年待遇领取资格认证${first.due_people}人,` +
        `${[...certified, `未认证人员${uncertified}人,占应认证人数的${percent(uncertified, first.due_people)}`].join(',')}` +
        `${became.length > 0 ? `,其中${became.join('、')}` : ''}。`
      );
    })
    .join('');
}

async function payments(warehouse: Warehouse): Promise<string> {
  const paid = await one<{
    fen: number;
    payments: number;
    disability_fen: number;
    disability_payments: number;
  }>(
    warehouse,
    `select coalesce(sum(amount_fen), 0)::bigint as fen, coalesce(sum(payments), 0)::bigint as payments,
       coalesce(sum(disability_fen), 0)::bigint as disability_fen,
       coalesce(sum(disability_payments), 0)::bigint as disability_payments from mart.payments`,
  );
  if (paid.payments === 0) return '';
  const people = await one<{ people: number; disability_people: number }>(
    warehouse,
    'select * from mart.payment_people',
  );
  const disability =
    paid.disability_payments === 0
      ? ''
      : `,其中重度残疾人养老补助金${formatWan(paid.disability_fen)}万元惠及${people.disability_people}人、${paid.disability_payments}人次`;
  return `累计发放养老保险金${formatWan(paid.fen)}万元,惠及${people.people}人、${paid.payments}人次${disability}。`;
}

async function funeralGrants(warehouse: Warehouse): Promise<string> {
  const rates = await warehouse.rows<{ each_fen: number; grants: number; amount_fen: number }>(
    'select * from mart.funeral_grants order by each_fen',
  );
  if (rates.length === 0) return '';
  const grants = rates.reduce((sum, rate) => sum + rate.grants, 0);
  const fen = rates.reduce((sum, rate) => sum + rate.amount_fen, 0);
  const { people } = await one<{ people: number }>(
    warehouse,
    `select count(distinct funeral_grant.person_id) as people
     from build.canonical.funeral_grant as funeral_grant
     inner join ledger.period as this on this.period = 'this'
       and funeral_grant.paid_month between this.from_month and this.to_month
     where funeral_grant.is_settled`,
  );
  const told = rates.map(({ each_fen, grants: n }) => `每份${yuan(each_fen)}元的${n}份`);
  return `发放${people}人${grants}份丧葬补助金${formatWan(fen)}万元,其中:${told.join('、')}。`;
}

async function paidOnBehalf(warehouse: Warehouse): Promise<string> {
  const kinds = await warehouse.rows<{ title: string; people: number; payments: number; amount_fen: number }>(
    'select title, people, payments, amount_fen from mart.paid_on_behalf order by place',
  );
  if (kinds.length === 0) return '';
  const fen = kinds.reduce((sum, kind) => sum + kind.amount_fen, 0);
  const times = kinds.reduce((sum, kind) => sum + kind.payments, 0);
  const told = kinds.map(
    ({ title, payments: n, amount_fen }) => `${title}${n}人次${formatWan(amount_fen)}万元`,
  );
  return [
    `代缴养老保险费${times}人次${formatWan(fen)}万元,其中:${told.join('、')}。`,
    roundingNote(
      roundingGap(
        fen,
        kinds.map(({ amount_fen }) => amount_fen),
      ),
    ),
  ].join('');
}

async function comparison(warehouse: Warehouse): Promise<string> {
  const rows = await warehouse.rows<{ period: string; title: string; people: number; amount_fen: number }>(
    `select headline.period, period.title, headline.people, headline.amount_fen
     from mart.headline as headline
     inner join ledger.period as period on period.period = headline.period
     where headline.figure = 'recovered'`,
  );
  const now = rows.find(({ period }) => period === 'this');
  const earlier = rows
    .filter(({ period }) => period !== 'this')
    .sort((one, other) => (one.period < other.period ? -1 : 1));
  const told = earlier
    .filter(({ title }, index) => earlier.findIndex((other) => other.title === title) === index)
    .filter(({ amount_fen }) => amount_fen !== 0 || (now?.amount_fen ?? 0) !== 0)
    .map(({ title, people, amount_fen }) => {
      const gap = (now?.amount_fen ?? 0) - amount_fen;
      const change = gap === 0 ? '持平' : `${gap > 0 ? '增加' : '减少'}${formatWan(Math.abs(gap))}万元`;
      return `${title}追回${people}人${formatWan(amount_fen)}万元,本期比其${change}`;
    });
  return told.length === 0 ? '' : `${told.join(';')}。`;
}

async function one<T>(warehouse: Warehouse, query: string): Promise<T> {
  const row = await warehouse.first<T>(query);
  if (row === undefined) throw new Error('a mart of one row is empty');
  return row;
}

function yuan(fen: number): string {
  return write({ digits: BigInt(fen), scale: 2 }).replace(/\.00$/, '');
}

/** As the bureau writes it: the year stands in the title above. */
function endOf(on: string): string {
  const [, month = '', day = ''] = on.split('-');
  const isMonthEnd = new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
  return isMonthEnd ? `${Number(month)}月底` : `${Number(month)}月${Number(day)}日`;
}
