import type { Finding } from '../core/finding.ts';
import { formatYuan } from '../core/money.ts';
import { addMonths, monthOf } from '../core/month.ts';
import type { MonthRow, MonthSheet, RateNote } from './case-explanation.ts';
import { COMPONENT_WORDS, componentWord } from './component-words.ts';
import type { Matter } from './matter.ts';
import { isPaidOnce } from './own-tables/payments.ts';
import type { RuleParameter } from './rule-catalogue.ts';
import { say } from './say.ts';

const NATIONAL_AND_TOPUP = ['basic', 'age_topup'] as const;

/** What a finding claims, month by month, and how each month's rate is made. */
export function drawMonthSheet(matter: Matter, finding: Finding): MonthSheet {
  const { language } = matter;
  const payments = new Map(matter.payments.map((payment) => [String(payment.line_id), payment]));
  const rows = finding.lines.map(
    ({ line_id, month, amount_fen, components }): MonthRow => ({
      line_id,
      month,
      paid_month: payments.get(line_id)?.paid_month ?? null,
      paid_fen: payments.get(line_id)?.amount_fen ?? null,
      components,
      amount_fen,
    }),
  );
  const codes = Object.keys(COMPONENT_WORDS).filter((code) =>
    rows.some(({ components }) => components[code]),
  );
  const total = rows.reduce<number | null>(
    (sum, { amount_fen: fen }) => (fen === null ? sum : (sum ?? 0) + fen),
    null,
  );
  const componentTotals = Object.fromEntries(
    codes.map((code) => [code, rows.reduce((sum, { components }) => sum + (components[code] ?? 0), 0)]),
  );
  const isSplit = codes.length === 0 || sumOf(componentTotals) === total;
  return {
    finding_key: finding.finding_key,
    rule_id: finding.rule_id,
    direction: finding.direction,
    unit: isPaidOnce(matter, finding) ? 'payment' : 'month',
    columns: codes.map((code) => ({ code, label: componentWord(code, language) })),
    rows,
    totals: { components: componentTotals, amount_fen: total, months: finding.months },
    ties: total === finding.amount_fen && isSplit,
    rates: tellRates(matter, rows),
    notes: notesOf(matter, finding, componentTotals),
  };
}

function sumOf(amounts: Readonly<Record<string, number>>): number {
  return Object.values(amounts).reduce((sum, fen) => sum + fen, 0);
}

/** The basic part and the top-up against the values in force; months that tell the same are told once. */
function tellRates(matter: Matter, rows: readonly MonthRow[]): RateNote[] {
  const notes: RateNote[] = [];
  for (const row of rows) {
    const note = rateOf(matter, row);
    const last = notes.at(-1);
    if (note && last?.text === note.text) last.to_month = note.to_month;
    else if (note) notes.push(note);
  }
  return notes;
}

function rateOf({ rules, person, language }: Matter, { month, components }: MonthRow): RateNote | null {
  if (month === null || !components.basic || components.arrears) return null;
  const parameters = parametersOf(rules);
  const basic = valueIn(parameters.get('basic_pension_rate'), month);
  const age = valueIn(parameters.get('age_topup_age'), month);
  const topup = valueIn(parameters.get('age_topup_rate'), month);
  if (!basic) return null;
  const isOld = isPast(person.born_on, age?.value ?? null, month);
  const parts = [
    { code: 'basic', label: say(language, ['基础', 'basic']), amount_fen: basic.value },
    ...(isOld && topup && age
      ? [
          {
            code: 'age_topup',
            label: say(language, [`满${age.value}岁加发`, `top-up from age ${age.value}`]),
            amount_fen: topup.value,
          },
        ]
      : []),
  ];
  const due = parts.reduce((sum, part) => sum + part.amount_fen, 0);
  const claimed = NATIONAL_AND_TOPUP.reduce((sum, code) => sum + (components[code] ?? 0), 0);
  const made = parts.map(({ label, amount_fen: fen }) => `${label} ${formatYuan(fen)}`).join(' + ');
  const [amount, rate] = [formatYuan(claimed), formatYuan(due)];
  const text =
    claimed === due
      ? `${amount} = ${made}`
      : say(language, [
          `${amount}，当月标准 ${rate} = ${made}`,
          `${amount}; the rate of the month is ${rate} = ${made}`,
        ]);
  const basis = [basic, ...(parts.length > 1 && topup ? [topup] : [])].map((value) => value.basis);
  return { from_month: month, to_month: month, text, parts, basis };
}

function parametersOf(rules: Matter['rules']): Map<string, RuleParameter> {
  return new Map(
    [...rules.values()].flatMap(({ parameters }) => parameters.map((one) => [one.name, one] as const)),
  );
}

function valueIn(
  parameter: RuleParameter | undefined,
  month: number,
): { value: number; basis: string } | null {
  const row = parameter?.rows.find(({ valid_from: from, valid_to: to }) => month >= from && month <= to);
  return row && typeof row.value === 'number' ? { value: row.value, basis: row.basis } : null;
}

/** The top-up begins in the month after the birthday. */
function isPast(bornOn: string | null, age: number | null, month: number): boolean {
  return bornOn !== null && age !== null && month > addMonths(monthOf(bornOn), age * 12);
}

function notesOf(
  { language, rules }: Matter,
  { rule_id: ruleId, direction, facts }: Finding,
  components: Readonly<Record<string, number>>,
): string[] {
  const notes: string[] = [];
  for (const [code, note] of Object.entries(rules.get(ruleId)?.definition.component_notes ?? {})) {
    const fen = components[code] ?? 0;
    if (fen > 0) notes.push(say(language, note).replaceAll('{amount}', formatYuan(fen)));
  }
  if (direction === 'person') {
    notes.push(
      say(language, ['应补给本人，不计入应追。', 'Owed to the person; not part of what is claimed.']),
    );
  }
  if (typeof facts.at_risk_fen === 'number') {
    const yuan = formatYuan(facts.at_risk_fen);
    notes.push(
      say(language, [`有风险 ${yuan}，未计入应追。`, `At risk ${yuan}; not part of what is claimed.`]),
    );
  }
  return notes;
}
