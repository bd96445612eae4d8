import type { z } from 'zod';
import { maskName, maskResidentId } from '../../../../core/mask.ts';
import { martQueries } from '../../../../reports/manager/marts/build-marts.ts';
import type { Warehouse } from '../../../../storage/warehouse/database.ts';
import type { CERTIFICATION_WAYS, caseRows, FigureName, overview } from '../../../contract/overview.ts';
import { FIGURE_ROWS } from './base-rows.ts';
import type { RuleTitles } from './read-groups.ts';

export const ROWS_SHOWN = 50;

export interface RowsWish {
  figure: FigureName;
  where: string;
  month: number | null;
  offset: number;
  titles: RuleTitles;
}

interface CaseRow {
  case_id: string;
  name: string;
  township: string;
  rule_id: string;
  rule_title: string;
  status: string;
  source_kind: string;
  opened_on: string;
  amount_fen: number;
}

/** The cases behind one figure, the largest first; their count and sum are the figure itself. */
export async function readCaseRows(marts: Warehouse, wish: RowsWish): Promise<z.input<typeof caseRows>> {
  const base = behind(wish);
  const total = await marts.first<{ cases: number; people: number; amount_fen: number }>(`
    select
        count(*)::integer as cases,
        count(distinct person_id)::integer as people,
        coalesce(sum(amount_fen), 0)::bigint as amount_fen
    from (${base}) as behind`);
  const rows = await marts.rows<CaseRow>(`
    select case_id, name, township, rule_id, rule_title, status, source_kind, opened_on, amount_fen
    from (${base}) as behind
    order by abs(amount_fen) desc, case_id
    limit ${ROWS_SHOWN} offset ${Math.max(0, wish.offset)}`);
  return {
    cases: total?.cases ?? 0,
    people: total?.people ?? 0,
    amount_fen: total?.amount_fen ?? 0,
    rows: rows.map(({ rule_id, rule_title, source_kind, name, ...row }) => ({
      ...row,
      name: maskName(name),
      title: wish.titles.get(rule_id) ?? { zh: rule_title, en: rule_title },
      source: source_kind ?? 'self-found',
    })),
  };
}

function behind({ figure, where, month }: RowsWish): string {
  const { where: stands, amount } = FIGURE_ROWS[figure];
  if (month === null) return rowsWhere(`${amount}::bigint`, `${where} and ${stands}`);
  if (figure === 'assessed') {
    return rowsWhere('assessed_in_period_fen::bigint', `${where} and assessed_month = ${month}`);
  }
  return `
    select chosen.* exclude (amount_fen), moved.amount_fen
    from (${rowsWhere('0', where)}) as chosen
    inner join (
        select
            movement.case_id,
            sum(case movement.kind when 'refund' then -movement.amount_fen else movement.amount_fen end)::bigint as amount_fen
        from ledger.movement as movement
        inner join ledger.period as this
            on this.period = 'this' and movement.moved_on between this.from_on and this.to_on
        where movement.month = ${month} and movement.kind in (${figure === 'written-off' ? "'write-off'" : "'receipt', 'offset', 'refund'"})
        group by movement.case_id
    ) as moved on moved.case_id = chosen.case_id`;
}

function rowsWhere(amount: string, where: string): string {
  return `select case_id, person_id, name, township, rule_id, rule_title, status, source_kind, opened_on,
    ${amount} as amount_fen from page.case_row where ${where}`;
}

type Way = (typeof CERTIFICATION_WAYS)[number];

const WAY_WHERE: Readonly<Record<Way, string>> = {
  due: 'true',
  certified: "way not in ('stopped', 'unstopped')",
  stopped: "way = 'stopped'",
  unstopped: "way = 'unstopped'",
};

/**
 * The people behind a figure of a certification window. The mart only counts them, so its own query is asked again up to
 * where it counts: page and report cannot come to differ about who is meant.
 */
export async function readCertificationRows(
  marts: Warehouse,
  wish: { year: number; half: number; way: Way; offset: number },
): Promise<z.input<typeof overview.certification.answer>> {
  const mart = martQueries().find(({ name }) => name === 'certification')?.sql ?? '';
  const upToPeople = mart.slice(0, mart.indexOf('\ntitle ('));
  if (!/\boutcome as \(/.test(upToPeople)) throw new Error('the mart of certification lost its people');
  const people = `
    ${upToPeople.trimEnd().replace(/,$/, '')}
    select person.name, person.resident_id, person.township, outcome.way, outcome.person_id
    from outcome
    left join build.canonical.person as person on person.person_id = outcome.person_id
    where outcome.year = ${wish.year} and outcome.half = ${wish.half} and ${WAY_WHERE[wish.way]}`;
  const total = await marts.first<{ people: number }>(
    `select count(distinct person_id)::integer as people from (${people}) as counted`,
  );
  const rows = await marts.rows<{
    name: string | null;
    resident_id: string | null;
    township: string | null;
    way: string;
  }>(`select * exclude (person_id) from (${people}) as counted order by township, person_id
      limit ${ROWS_SHOWN} offset ${Math.max(0, wish.offset)}`);
  return {
    people: total?.people ?? 0,
    rows: rows.map(({ name, resident_id, ...row }) => ({
      ...row,
      name: maskName(name),
      resident_id: maskResidentId(resident_id),
    })),
  };
}
