import type { Finding } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import type { OwnTable } from '../case-explanation.ts';
import type { Matter } from '../matter.ts';
import { type Bilingual, say, sayDay } from '../say.ts';
import { cell, column, money } from './cells.ts';

interface Paid {
  line_id: number;
  on: string | null;
  month: number | null;
  amount_fen: number;
  is_settled: boolean;
}

/** What is paid once and not by the month, by the table that a rule's lines come from. */
const PAID_ONCE: Readonly<Record<string, Bilingual>> = {
  funeral_grant: ['丧葬补助金的各笔发放', 'Every funeral grant paid'],
  land_loss_subsidy: ['被征地补助的各笔发放', 'Every land-loss subsidy paid'],
  paid_on_behalf: ['财政代缴的各笔', 'Every contribution paid on behalf'],
};

export function isPaidOnce({ rules }: Pick<Matter, 'rules'>, { rule_id: ruleId }: Finding): boolean {
  return PAID_ONCE[rules.get(ruleId)?.definition.line_of ?? ''] !== undefined;
}

/** All payments of the kind that the person had, those in question among them: of three, the one that is right as well. */
export async function tellPayments(matter: Matter, finding: Finding): Promise<OwnTable | null> {
  const { build, language, rules, person, sheets } = matter;
  const table = rules.get(finding.rule_id)?.definition.line_of ?? '';
  const title = PAID_ONCE[table];
  if (title === undefined) return null;
  const paid = await build.rows<Paid>(
    `select line_id, paid_on as "on", paid_month as month, amount_fen, is_settled from canonical.${table}
     where person_id = $person order by "on" nulls last, month nulls last, line_id`,
    { person: person.person_id },
  );
  if (paid.length === 0) return null;
  const asked = new Set(finding.lines.map(({ line_id }) => line_id));
  const inQuestion = paid.filter(({ line_id }) => asked.has(String(line_id)));
  const sum = (of: readonly Paid[]) => formatYuan(of.reduce((total, { amount_fen: fen }) => total + fen, 0));
  return {
    finding_key: finding.finding_key,
    kind: 'payments',
    title: say(language, title),
    unit: say(language, ['单位：笔、元', 'one row a payment, in yuan']),
    columns: [
      column(matter, 'place', ['笔次', 'No.'], true),
      column(matter, 'on', ['发放日', 'Paid on']),
      column(matter, 'amount', ['金额', 'Amount'], true),
      column(matter, 'state', ['到账', 'Received']),
      column(matter, 'asked', ['本疑点', 'In this finding']),
    ],
    rows: paid.map((one, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(one.month === null ? null : sayDay(one.on, one.month, language)),
        money(one.amount_fen),
        cell(
          say(
            language,
            one.is_settled ? ['已到账', 'received'] : ['未到账或退回', 'not received, or returned'],
          ),
        ),
        cell(
          say(
            language,
            asked.has(String(one.line_id)) ? ['在内', 'part of it'] : ['不在内', 'not part of it'],
          ),
        ),
      ],
      place: sheets.place(one.line_id, language),
      is_in_question: asked.has(String(one.line_id)),
    })),
    total: say(language, [
      `共 ${paid.length} 笔 ${sum(paid)} 元，其中本疑点 ${inQuestion.length} 笔 ${sum(inQuestion)} 元`,
      `${paid.length} in all, ${sum(paid)} yuan; of these in question ${inQuestion.length}, ${sum(inQuestion)} yuan`,
    ]),
  };
}
