import type { z } from 'zod';
import { type CaseChoice, chooseCases } from '../../../../casework/marts/choice.ts';
import type { Status } from '../../../../casework/states.ts';
import { maskName, maskResidentId } from '../../../../core/mask.ts';
import type { Warehouse } from '../../../../storage/warehouse/database.ts';
import type { CERTIFICATION_WAYS, caseRows, FigureName, overview } from '../../../contract/overview.ts';
import { type RuleTitles, ruleWords } from './figure-rows.ts';

export const ROWS_SHOWN = 50;

export interface RowsRequest {
  figure: FigureName;
  choice: CaseChoice;
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
  status: Status;
  source_kind: string | null;
  opened_on: string;
  amount_fen: number;
}

/** The cases behind one figure, the largest first; their count and sum are the figure itself. */
export async function readCaseRows(
  marts: Warehouse,
  request: RowsRequest,
): Promise<z.input<typeof caseRows>> {
  await chooseCases(marts, request.choice);
  const { figure, month, offset } = request;
  const values = { figure, ...(month === null ? {} : { month }) };
  const chosen =
    Object.keys(request.choice).length === 0 ? '' : 'and case_id in (select case_id from mart.chosen_case)';
  const behind = `from mart.${month === null ? 'case_figure' : 'case_month'}
    where figure = $figure ${month === null ? '' : 'and month = $month'} ${chosen}`;
  const total = await marts.first<{ cases: number; people: number; amount_fen: number }>(
    `select count(*)::integer as cases, count(distinct person_id)::integer as people,
       coalesce(sum(amount_fen), 0)::bigint as amount_fen ${behind}`,
    values,
  );
  const rows = await marts.rows<CaseRow>(
    `select case_summary.case_id, name, township, rule_id, rule_title, status, source_kind, opened_on, shown.amount_fen
     from (
       select case_id, amount_fen ${behind}
       order by abs(amount_fen) desc, case_id limit ${ROWS_SHOWN} offset ${Math.max(0, offset)}
     ) as shown
     inner join mart.case_summary as case_summary on case_summary.case_id = shown.case_id
     order by abs(shown.amount_fen) desc, shown.case_id`,
    values,
  );
  return {
    cases: total?.cases ?? 0,
    people: total?.people ?? 0,
    amount_fen: total?.amount_fen ?? 0,
    rows: rows.map(({ rule_id, rule_title, source_kind, name, ...row }) => ({
      ...row,
      name: maskName(name),
      title: ruleWords(request.titles, { rule_id, rule_title }),
      source: source_kind ?? 'self-found',
    })),
  };
}

type Way = (typeof CERTIFICATION_WAYS)[number];

const WAY_WHERE: Readonly<Record<Way, string>> = {
  due: 'true',
  certified: "way not in ('stopped', 'unstopped')",
  stopped: "way = 'stopped'",
  unstopped: "way = 'unstopped'",
};

/** The people behind a figure of a certification window. */
export async function readCertificationRows(
  marts: Warehouse,
  { year, half, way, offset }: { year: number; half: number; way: Way; offset: number },
): Promise<z.input<typeof overview.certification.answer>> {
  const people = `from mart.certified_person where year = $year and half = $half and ${WAY_WHERE[way]}`;
  const total = await marts.first<{ people: number }>(`select count(*)::integer as people ${people}`, {
    year,
    half,
  });
  const rows = await marts.rows<{
    name: string | null;
    resident_id: string | null;
    township: string | null;
    way: string;
  }>(
    `select name, resident_id, township, way ${people}
     order by township, person_id limit ${ROWS_SHOWN} offset ${Math.max(0, offset)}`,
    { year, half },
  );
  return {
    people: total?.people ?? 0,
    rows: rows.map(({ name, resident_id, ...row }) => ({
      ...row,
      name: maskName(name),
      resident_id: maskResidentId(resident_id),
    })),
  };
}
