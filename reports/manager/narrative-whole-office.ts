import { ENROLMENT_FIGURES, type EnrolmentFigure } from '../../core/words/enrolment.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Paragraph } from './paragraph.ts';
import { formatWan, percent, roundingGap, roundingNote } from './wan.ts';

interface Moved {
  subject: string;
  kind: string;
  title: string;
  people: number;
  payments: number;
  amount_fen: number;
  without_amount: number;
}

interface Counted {
  subject: string;
  kind: string;
  title: string;
  people: number;
}

/** The paragraphs about what the office does beside pensions; one is written only where its lists have come. */
export async function wholeOfficeParagraphs(warehouse: Warehouse): Promise<Paragraph[]> {
  const moved = await warehouse.rows<Moved>('select * from mart.office_money order by place');
  const counted = await warehouse.rows<Counted>('select * from mart.office_people order by place');
  const movedOf = (subject: string): Moved[] => moved.filter((one) => one.subject === subject);
  const countedOf = (subject: string): Counted[] => counted.filter((one) => one.subject === subject);
  return [
    { heading: '应补发情况', text: await owedToPeople(warehouse) },
    { heading: '参保覆盖', text: await enrolment(warehouse) },
    { heading: '退保清退', text: await refunds(warehouse, movedOf('refund')) },
    { heading: '关系转移', text: transfers(movedOf('transfer')) },
    { heading: '被征地农民社会保障', text: landLoss(movedOf('land-loss'), countedOf('identification')) },
    { heading: '重度残疾人养老补助', text: allowance(movedOf('allowance')) },
    { heading: '政府缴费补贴', text: subsidies(movedOf('contribution-subsidy')) },
    { heading: '四方对账', text: await tieOut(warehouse) },
    { heading: '社会保障卡', text: cards(countedOf('card')) },
  ];
}

/** Each part at the one step that it has come to; none of it is claimed of anybody. */
async function owedToPeople(warehouse: Warehouse): Promise<string> {
  const steps = await warehouse.rows<{ title: string; people: number; amount_fen: number }>(
    'select title, people, amount_fen from mart.owed_to_person where amount_fen > 0 order by place',
  );
  if (steps.length === 0) return '';
  const told = steps.map(
    ({ title, people, amount_fen }) => `${title}${people}人${formatWan(amount_fen)}万元`,
  );
  return `应补发、应退还给个人的款项(不计入追缴):${told.join(';')}。`;
}

/** Only of townships whose lists of the insured have come: of the others nobody knows who is missing. */
async function enrolment(warehouse: Warehouse): Promise<string> {
  const [whole, lacking] = await Promise.all(
    ['is_whole', 'not is_whole'].map((which) =>
      warehouse.first<Record<EnrolmentFigure | 'should_be' | 'covered' | 'townships', number>>(
        `select count(*)::integer as townships, ${[...ENROLMENT_FIGURES, 'should_be', 'covered']
          .map((figure) => `coalesce(sum(${figure}), 0)::integer as ${figure}`)
          .join(', ')} from mart.enrolment where ${which}`,
      ),
    ),
  );
  // a share of the few is none of the county
  if (!whole?.townships || whole.registered < (lacking?.registered ?? 0)) return '';
  const run = await warehouse.first<{ as_of: string }>('select as_of from build.parameter.run');
  const told: readonly [string, number][] = [
    ['参保', whole.insured],
    ['领取待遇', whole.drawing],
    ['参加其他制度', whole.other_scheme],
    ['不需参保', whole.excluded],
    ['死亡、迁出等', whole.gone],
    ['待释义', whole.held],
    ['未见参保', whole.nowhere],
  ];
  return [
    `户籍登记和参保名单截至${run?.as_of ?? ''},户籍在册年满16周岁${whole.registered}人,其中:`,
    `${told
      .filter(([, people]) => people > 0)
      .map(([what, people]) => `${what}${people}人`)
      .join('、')}。`,
    `应参保(含领取待遇)${whole.should_be}人,已参保${whole.covered}人,参保率${percent(whole.covered, whole.should_be)}。`,
    lacking?.townships
      ? `另有${lacking.townships}个乡镇${lacking.registered}人的参保名单没有到齐,不计入。`
      : '',
  ].join('');
}

/** Somebody may be paid back twice: people are those of all kinds together, each once. */
async function refunds(warehouse: Warehouse, kinds: readonly Moved[]): Promise<string> {
  if (kinds.length === 0) return '';
  const all = await warehouse.first<{ people: number }>(
    `select count(distinct refund.person_id)::integer as people from build.canonical.account_refund as refund
     inner join ledger.period as this on this.period = 'this' and refund.paid_month between this.from_month and this.to_month
     where refund.is_settled`,
  );
  const fen = sum(kinds);
  const parts = kinds.map((kind) => `${kind.title}${kind.payments}笔${formatWan(kind.amount_fen)}万元`);
  const gap = roundingGap(
    fen,
    kinds.map((kind) => kind.amount_fen),
  );
  return `发放${all?.people ?? 0}人退保费${formatWan(fen)}万元,其中:${parts.join('、')}。${roundingNote(gap)}`;
}

function transfers(ways: readonly Moved[]): string {
  if (ways.length === 0) return '';
  const times = ways.reduce((total, { payments }) => total + payments, 0);
  const parts = ways.map((way) => `${way.title}${way.payments}人次${transferred(way)}`);
  return `城乡居民基本养老保险关系转移${times}人次,其中:${parts.join(';')}。`;
}

/** What no list states was not nothing. */
function transferred({ title, payments, amount_fen, without_amount: without }: Moved): string {
  if (without === payments) return '(名单未注明资金)';
  const told = `,${title}资金${formatWan(amount_fen)}万元`;
  return without === 0 ? told : `${told}(其中${without}人次名单未注明资金)`;
}

function landLoss([paid]: readonly Moved[], results: readonly Counted[]): string {
  const identified = results.reduce((total, { people }) => total + people, 0);
  const told = results.map(({ title, people }) => `${title}${people}人`);
  return [
    identified === 0 ? '' : `被征地农民完成身份认定${identified}人,其中:${told.join('、')}。`,
    paid === undefined ? '' : `发放${paid.people}人被征地农民养老补助金${formatWan(paid.amount_fen)}万元。`,
  ].join('');
}

function allowance([paid]: readonly Moved[]): string {
  if (paid === undefined) return '';
  return `单独发放重度残疾人养老补助金${formatWan(paid.amount_fen)}万元,惠及${paid.people}人、${paid.payments}人次。`;
}

function subsidies([booked]: readonly Moved[]): string {
  if (booked === undefined) return '';
  return `政府缴费补贴${formatWan(booked.amount_fen)}万元,惠及${booked.people}人、${booked.payments}人次。`;
}

async function tieOut(warehouse: Warehouse): Promise<string> {
  const found = await warehouse.first<{
    months: number;
    differences: number;
    explained: number;
    unexplained: number;
    unexplained_fen: number;
  }>(
    `select count(distinct tie.month)::integer as months, coalesce(sum(differences), 0)::integer as differences,
       coalesce(sum(explained), 0)::integer as explained, coalesce(sum(unexplained), 0)::integer as unexplained,
       coalesce(sum(unexplained_fen), 0)::bigint as unexplained_fen
     from mart.tie_out_month as tie
     inner join ledger.period as this on this.period = 'this' and tie.month between this.from_month and this.to_month
     inner join (select distinct month from mart.tie_out_party where is_own_statement) as told on told.month = tie.month`,
  );
  if (found === undefined || found.months === 0) return '';
  const missing = await warehouse.rows<{ title: string; months: number }>(
    `select party.title, count(distinct party.month)::integer as months
     from mart.tie_out_party as party
     inner join ledger.period as this on this.period = 'this' and party.month between this.from_month and this.to_month
     inner join (select distinct month from mart.tie_out_party where is_own_statement) as told on told.month = party.month
     where party.state = 'not-arrived'
     group by party.title, party.place order by party.place`,
  );
  const { months, differences, explained, unexplained, unexplained_fen: fen } = found;
  const open = unexplained === 0 ? '' : `、差额${formatWan(fen)}万元`;
  const absent = missing.map((one) => `${one.title}${one.months}个月`);
  return (
    `收到对账资料的${months}个月中,逐日、按月核对出差异${differences}项,已说明${explained}项,未说明${unexplained}项${open}。` +
    (absent.length === 0 ? '' : `对账资料没有到齐:${absent.join('、')},没有到的不视为一致。`)
  );
}

function cards(states: readonly Counted[]): string {
  if (states.length === 0) return '';
  const people = states.reduce((total, one) => total + one.people, 0);
  const active = states.find(({ kind }) => kind === 'active')?.people ?? 0;
  const told = states.map((one) => `${one.title}${one.people}人`);
  return `社保卡(一卡通)名单涉及${people}人,其中:${told.join('、')},激活率${percent(active, people)}(占名单人数)。`;
}

const sum = (kinds: readonly Moved[]): number =>
  kinds.reduce((total, { amount_fen }) => total + amount_fen, 0);
