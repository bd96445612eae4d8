import type { AmountVersion, CaseState } from '../../casework/case-state.ts';
import { liveFindings } from '../../casework/main-finding.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { Finding } from '../../core/finding.ts';
import { addMonths, chineseMonth } from '../../core/month.ts';

type LineOf = RuleDefinition['line_of'];

/** What a line of a finding is, and in what it is counted: months of a pension, payments of a grant. */
const UNITS: Readonly<
  Record<Exclude<LineOf, 'record' | 'certification'>, { what: string; isMonthly: boolean; given: string }>
> = {
  benefit_payment: { what: '养老金待遇', isMonthly: true, given: '发放的' },
  funeral_grant: { what: '丧葬补助金', isMonthly: false, given: '发放的' },
  paid_on_behalf: { what: '养老保险费', isMonthly: false, given: '由财政代缴的' },
  land_loss_subsidy: { what: '被征地农民养老补助', isMonthly: false, given: '发放的' },
};

/** A rule as far as its findings are counted. */
export type CountedRule = Pick<RuleDefinition, 'rule_id' | 'line_of'>;

/**
 * What is claimed, each kind in its own unit: 2022年6月至2022年8月共3个月的养老金待遇、2笔丧葬补助金. Months that were struck
 * out are not among them.
 */
export function claimedWhat(
  state: CaseState,
  version: AmountVersion | null,
  rules: readonly CountedRule[],
): string {
  const claiming = liveFindings(state).filter(({ direction }) => direction === 'fund');
  const byKind = Map.groupBy(claiming, (finding) => lineOf(finding, rules));
  const parts = [...byKind].flatMap(([kind, findings]) => partOf(kind, findings, monthsOf(version)));
  return parts.length === 0 ? '有关款项' : parts.join('、');
}

/** The kinds of money that are claimed, without months or count: 养老保险待遇, 丧葬补助金. */
export function claimedKinds(state: CaseState, rules: readonly CountedRule[]): string {
  const kinds = liveFindings(state)
    .filter(({ direction }) => direction === 'fund')
    .map((finding) => lineOf(finding, rules));
  const known = kinds.flatMap((kind) =>
    kind === 'record' || kind === 'certification' || kind === 'benefit_payment' ? [] : [kindName(kind)],
  );
  const pension = known.length < kinds.length || kinds.length === 0 ? ['养老保险待遇'] : [];
  return [...new Set([...pension, ...known])].join('、');
}

/** What was wrong with it: premiums that others paid were not drawn by anybody. */
export function undueText(
  state: CaseState,
  rules: readonly CountedRule[],
  drawn: '领取' | '发放' = '领取',
): string {
  const kinds = liveFindings(state)
    .filter(({ direction }) => direction === 'fund')
    .map((finding) => lineOf(finding, rules));
  const paid = kinds.filter((kind) => kind === 'paid_on_behalf').length;
  if (paid === 0) return `不应${drawn}`;
  return paid === kinds.length ? '不应代缴' : `不应${drawn}或者代缴`;
}

const kindName = (kind: keyof typeof UNITS): string =>
  kind === 'paid_on_behalf' ? '代缴养老保险费' : UNITS[kind].what;

/** What one finding claims by these of its lines. */
export function claimedPart(
  finding: Finding,
  lines: Finding['lines'],
  rules: readonly CountedRule[],
): string {
  return partOf(lineOf(finding, rules), [{ ...finding, lines }], null)[0] ?? `${lines.length}笔款项`;
}

/** Whether a finding is counted in months; everything else is counted in payments. */
export function isMonthly(finding: Finding, rules: readonly CountedRule[]): boolean {
  const kind = lineOf(finding, rules);
  return kind !== 'record' && kind !== 'certification' && UNITS[kind].isMonthly;
}

/** Whether it is known to be counted in payments: a grant, a subsidy. */
export function isOneOff(finding: Finding, rules: readonly CountedRule[]): boolean {
  const kind = lineOf(finding, rules);
  return kind !== 'record' && kind !== 'certification' && !UNITS[kind].isMonthly;
}

function lineOf({ rule_id }: Finding, rules: readonly CountedRule[]): LineOf {
  return rules.find((rule) => rule.rule_id === rule_id)?.line_of ?? 'record';
}

function partOf(kind: LineOf, findings: readonly Finding[], claimed: ReadonlySet<number> | null): string[] {
  if (kind === 'record' || kind === 'certification') return [];
  const { what, isMonthly, given } = UNITS[kind];
  const lines = findings
    .flatMap((finding) => finding.lines)
    .filter(({ amount_fen }) => (amount_fen ?? 0) !== 0);
  const counted = lines.filter(({ month }) => month === null || claimed === null || claimed.has(month));
  if (counted.length === 0) return [];
  const months = [...new Set(counted.flatMap(({ month }) => month ?? []))].sort((one, other) => one - other);
  const period = periodText(months);
  if (isMonthly && period !== null) return [`${period}共${months.length}个月的${what}`];
  const count = new Set(counted.map(({ line_id, month }) => `${line_id} ${month ?? ''}`)).size;
  return [`${period === null ? (given === '发放的' ? '' : given) : `${period}${given}`}${count}笔${what}`];
}

/** Of an amount that was fixed by lines: its months. A plain sum against no lines tells of none. */
function monthsOf(version: AmountVersion | null): ReadonlySet<number> | null {
  const months = version?.lines.flatMap(({ month }) => month ?? []) ?? [];
  return months.length === 0 ? null : new Set(months);
}

/** 2022年6月至2022年8月; months that do not follow one another are told apart: 2022年6月、2022年8月. */
export function periodText(months: readonly number[]): string | null {
  const runs: [first: number, last: number][] = [];
  for (const month of months) {
    const run = runs.at(-1);
    if (run !== undefined && addMonths(run[1], 1) === month) run[1] = month;
    else runs.push([month, month]);
  }
  const told = runs.map(([first, last]) =>
    first === last ? chineseMonth(first) : `${chineseMonth(first)}至${chineseMonth(last)}`,
  );
  return told.length === 0 ? null : told.join('、');
}
