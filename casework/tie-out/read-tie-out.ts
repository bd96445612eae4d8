import { formatMonth } from '../../core/month.ts';
import { fileNoSql, rowNoSql, sheetNoSql } from '../../core/row-number.ts';
import { FLOWS, type Flow, type Party, type PartyState, partiesOf } from '../../core/words/tie-out.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { martQueries, withMarts } from '../marts/build-marts.ts';
import { emptyRows } from '../marts/tables.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { listExplanations } from './explanations.ts';

/** What one party says of a flow in a month; null where it said nothing, which is no nought. */
export interface PartyStatement {
  party: Party;
  state: PartyState;
  line_count: number;
  amount_fen: number | null;
  is_by_day: boolean;
  is_own_statement: boolean;
  /** Lines of its statement whose purpose nobody has explained yet. */
  held_lines: number;
}

export interface TieOutDifference {
  difference_key: string;
  flow: Flow;
  month: number;
  /** YYYY-MM-DD; null of a sum of the month. */
  booked_on: string | null;
  amounts: Record<Party, number | null>;
  /** All amounts in one text: what an explanation is of. */
  stated: string;
  difference_fen: number;
  /** The sums of the month agree: it is one of days alone. */
  is_of_days_alone: boolean;
  explanation: { reason: string; words: string; by: string; on: string } | null;
}

interface FlowOfMonth {
  flow: Flow;
  parties: PartyStatement[];
  differences: TieOutDifference[];
  explained: number;
  carried_in: number;
  carried_on: number;
  unexplained_fen: number;
}

export interface TieOut {
  month: number;
  as_of: string;
  flows: FlowOfMonth[];
  /** Differences of earlier months that nobody has explained, the oldest first. */
  carried: TieOutDifference[];
}

/** A line of a statement that stands in a difference. */
export interface DifferenceLine {
  party: Party;
  amount_fen: number;
  file: string | null;
  sheet_no: number | null;
  row: number | null;
  /** The others who state days have as many lines of this amount: it is not what differs. */
  is_matched: boolean;
}

const MARTS = new Set(['tie_out_line', 'tie_out_party', 'tie_out_difference', 'tie_out_month']);

/** Opens the marts of the tie-out over a published build, for as long as `use` asks them. */
function withTieOut<Result>(
  ledger: Ledger,
  build: string,
  use: (marts: Warehouse) => Promise<Result>,
): Promise<Result> {
  const rows = { ...emptyRows(), tie_out_explained: listExplanations(ledger) };
  return withMarts(rows, { build, queries: martQueries(MARTS) }, use);
}

/** Months (YYYYMM) of which some statement has arrived, the latest first. */
async function monthsOf(marts: Warehouse): Promise<number[]> {
  const rows = await marts.rows<{ month: number }>(
    `select month from mart.tie_out_party where is_own_statement group by month order by month desc`,
  );
  return rows.map(({ month }) => month);
}

/** What the four state of a month; of the latest with a statement where none is asked for, null where there is none. */
export function readTieOut(
  ledger: Ledger,
  build: string,
  asked: number | null,
): Promise<{ months: number[]; tieOut: TieOut | null }> {
  return withTieOut(ledger, build, async (marts) => {
    const months = await monthsOf(marts);
    const month = asked ?? months[0];
    return { months, tieOut: month === undefined ? null : await tieOutOf(marts, month) };
  });
}

/** The month that a sheet is made or signed of; refused where no statement of it has arrived. */
export async function readStatedMonth(ledger: Ledger, build: string, asked: number | null): Promise<TieOut> {
  const { months, tieOut } = await readTieOut(ledger, build, asked);
  if (tieOut === null || !months.includes(tieOut.month))
    throwRefusal(refuse('no-statement', { month: asked === null ? '—' : formatMonth(asked) }));
  return tieOut;
}

async function tieOutOf(marts: Warehouse, month: number): Promise<TieOut> {
  const day = await dayOf(marts, 'build');
  const parties = await marts.rows<PartyStatement & { flow: Flow }>(
    'select * from mart.tie_out_party where month = $month order by flow, place',
    { month },
  );
  const differences = await differencesOf(marts, 'month <= $month and (month = $month or not is_explained)', {
    month,
  });
  const counted = await marts.rows<Omit<FlowOfMonth, 'parties' | 'differences'>>(
    `select flow, max(explained) filter (where month = $month) as explained,
         coalesce(sum(unexplained) filter (where month < $month), 0)::integer as carried_in,
         coalesce(sum(unexplained), 0)::integer as carried_on,
         coalesce(sum(unexplained_fen), 0)::bigint as unexplained_fen
     from mart.tie_out_month where month <= $month group by flow`,
    { month },
  );
  return {
    month,
    as_of: day ?? '',
    flows: FLOWS.map((flow) => {
      const sums = counted.find((one) => one.flow === flow);
      return {
        flow,
        parties: partiesOf(flow).map((party) => {
          const said = parties.find((one) => one.flow === flow && one.party === party);
          return said === undefined ? silent(party) : partyOf(said);
        }),
        differences: differences.filter((one) => one.flow === flow && one.month === month),
        explained: sums?.explained ?? 0,
        carried_in: sums?.carried_in ?? 0,
        carried_on: sums?.carried_on ?? 0,
        unexplained_fen: sums?.unexplained_fen ?? 0,
      };
    }),
    carried: differences.filter((one) => one.month < month),
  };
}

/** A party of a month of which nobody has said anything. */
function silent(party: Party): PartyStatement {
  const nothing = { line_count: 0, amount_fen: null, held_lines: 0 };
  return { party, state: 'not-arrived', ...nothing, is_by_day: false, is_own_statement: false };
}

function partyOf({ party, state, line_count, amount_fen, ...said }: PartyStatement): PartyStatement {
  const { is_by_day, is_own_statement, held_lines } = said;
  return { party, state, line_count, amount_fen, is_by_day, is_own_statement, held_lines };
}

interface DifferenceRow {
  difference_key: string;
  flow: Flow;
  month: number;
  booked_on: string | null;
  office_fen: number | null;
  tax_fen: number | null;
  treasury_fen: number | null;
  bank_fen: number | null;
  stated: string;
  difference_fen: number;
  is_of_days_alone: boolean;
  is_explained: boolean;
  reason: string | null;
  words: string | null;
  explained_by: string | null;
  explained_on: string | null;
}

async function differencesOf(
  marts: Warehouse,
  where: string,
  values: Record<string, string | number>,
): Promise<TieOutDifference[]> {
  const rows = await marts.rows<DifferenceRow>(
    `select * replace (strftime(booked_on, '%Y-%m-%d') as booked_on)
     from mart.tie_out_difference where ${where} order by month, flow, booked_on nulls last`,
    values,
  );
  return rows.map((row) => ({
    difference_key: row.difference_key,
    flow: row.flow,
    month: row.month,
    booked_on: row.booked_on,
    amounts: { office: row.office_fen, tax: row.tax_fen, treasury: row.treasury_fen, bank: row.bank_fen },
    stated: row.stated,
    difference_fen: row.difference_fen,
    is_of_days_alone: row.is_of_days_alone,
    explanation: row.is_explained
      ? {
          reason: row.reason ?? '',
          words: row.words ?? '',
          by: row.explained_by ?? '',
          on: row.explained_on ?? '',
        }
      : null,
  }));
}

/** One difference and the lines it is made of, by place in their files; refused where the parties do not differ. */
export function readDifference(
  ledger: Ledger,
  build: string,
  key: string,
): Promise<{ difference: TieOutDifference; lines: DifferenceLine[] }> {
  return withTieOut(ledger, build, async (marts) => {
    const [difference] = await differencesOf(marts, 'difference_key = $key', { key });
    if (difference === undefined) throwRefusal(refuse('no-such-difference'));
    const { flow, month, booked_on } = difference;
    const lines = await marts.rows<DifferenceLine>(LINES, { flow, month, day: booked_on });
    return { difference, lines };
  });
}

/** Beyond so many lines of a party a list helps nobody: the file itself does. */
const MOST_LINES = 200;

const LINES = `
  with of_difference as (
      select line.*, row_number() over (partition by line.party, line.amount_fen order by line.record_id) as nth
      from mart.tie_out_line as line
      where line.flow = $flow and line.month = $month
          and ($day is null or line.booked_on = cast($day as date))
  ),
  alike as (
      select amount_fen, party, count(*) as lines from of_difference group by amount_fen, party
  ),
  speaking as (
      select count(*) as n from mart.tie_out_party
      where flow = $flow and month = $month and state = 'stated' and ($day is null or is_by_day)
  ),
  -- of as many lines as the party that has fewest of this amount
  common as (
      select alike.amount_fen, case when count(*) = any_value(speaking.n) then min(alike.lines) else 0 end as lines
      from alike cross join speaking
      group by alike.amount_fen
  )
  select of_difference.party, of_difference.amount_fen::bigint as amount_fen, file.name as file,
      (${sheetNoSql('of_difference.record_id')})::integer as sheet_no, ${rowNoSql('of_difference.record_id')} as row,
      of_difference.nth <= common.lines as is_matched
  from of_difference
  inner join common on common.amount_fen = of_difference.amount_fen
  left join build.main.file as file on file.file_no = ${fileNoSql('of_difference.record_id')}
  qualify row_number() over (
      partition by of_difference.party order by of_difference.nth <= common.lines, of_difference.record_id
  ) <= ${MOST_LINES}
  order by is_matched, of_difference.party, of_difference.record_id`;
