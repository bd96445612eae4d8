import { type BatchItem, isVerified } from '../../casework/batches/items.ts';
import type { CaseState } from '../../casework/case-state.ts';
import { findRule } from '../../casework/rule-pack/load.ts';
import { STATUS_TITLES } from '../../casework/states.ts';
import type { FeedbackField } from './feedback-columns.ts';
import { brokenRules } from './feedback-rules.ts';

/** What goes into one cell; money in yuan as a number. */
export type FeedbackValue = string | number;

export interface ItemFeedback {
  item_number: number;
  row: number;
  values: Partial<Record<FeedbackField, FeedbackValue>>;
}

/** Something that keeps an answer from going out. */
export interface Conflict {
  item_number: number;
  row: number;
  zh: string;
  en: string;
}

const OUTCOMES = {
  substantiated: '属实',
  partly: '部分属实',
  unfounded: '不属实',
  unverifiable: '无法核实',
} as const;

/** What the ledger says about one item, in the words of a reply. */
export function feedbackOf(
  item: BatchItem,
  state: CaseState | null,
  nameOf: (userId: string) => string,
  filled: Readonly<Record<string, string>> = {},
): ItemFeedback {
  const { item_number, row } = item;
  const visited = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== ''));
  // what the ledger knows goes before what somebody filled in
  return { item_number, row, values: { ...visited, ...knownOf(item, state, nameOf) } };
}

function knownOf(
  item: BatchItem,
  state: CaseState | null,
  nameOf: (userId: string) => string,
): ItemFeedback['values'] {
  const { outcome, reason } = item;
  if (!isVerified(item.status) || outcome === null) return {};
  const isOwed = outcome === 'substantiated' || outcome === 'partly';
  const money = state !== null && isOwed ? state.money : null;
  const died = isOwed ? diedOn(state) : null;
  const recovered = money === null ? 0 : money.repaid_fen + money.offset_fen - money.refunded_fen;
  const outstanding = Math.max(0, money?.outstanding_fen ?? 0);
  const version = approvedOf(state);
  // what nobody could verify, or has not approved yet, is not known, and that is not nought
  const isOpen = outcome === 'unverifiable' || (isOwed && version === null);
  const values: ItemFeedback['values'] = {
    outcome: OUTCOMES[outcome],
    conclusion: reason ?? OUTCOMES[outcome],
    is_verified: '是',
    ...(isOpen
      ? {}
      : {
          amount: (money?.assessed_fen ?? 0) / 100,
          recovered: recovered / 100,
          outstanding: outstanding / 100,
          months: new Set(isOwed ? version?.lines.flatMap(({ month }) => month ?? []) : []).size,
        }),
    note: state === null ? '' : `案件号 ${state.case_id}，${STATUS_TITLES[state.status].zh}`,
  };
  if (item.assignee !== null) values.verified_by = nameOf(item.assignee);
  if (state?.decided?.on) values.done_on = state.decided.on;
  if (outstanding > 0 && state !== null)
    values.unrecovered_reason = `正在办理（${STATUS_TITLES[state.status].zh}）`;
  if (died !== null) Object.assign(values, { is_alive: '否', died_on: died });
  if (outcome === 'unfounded' && isSaidToLive(state, reason)) values.is_alive = '是';
  return values;
}

/** What keeps an answer from going out: the rules of the form (feedback-rules.yaml), and what the ledger does not bear out. */
export function conflictsOf(item: BatchItem, state: CaseState | null, feedback: ItemFeedback): Conflict[] {
  const { item_number, row } = item;
  const found: Omit<Conflict, 'item_number' | 'row'>[] = [];
  const { values } = feedback;
  found.push(...brokenRules(values).map(({ zh, en }) => ({ zh, en })));
  if (values.outcome === '属实' && isAboutDeath(state, item.reason) && values.died_on === undefined)
    found.push({ zh: '认定已死亡，没有死亡日期', en: 'found to have died, without a day of death' });
  const isOwed = values.outcome === '属实' || values.outcome === '部分属实';
  if (isOwed && state !== null && state.money.claimed_fen > 0 && approvedOf(state) === null)
    found.push({
      zh: '属实，案件却还没有审批过的金额',
      en: 'substantiated, yet no amount of the case is approved',
    });
  if (values.outcome === '不属实' && (state?.money.assessed_fen ?? 0) > 0)
    found.push({ zh: '不属实，案件却核定了金额', en: 'unfounded, yet the case has an amount' });
  if (isOwed && item.case_id === null)
    found.push({ zh: '属实，却没有案件', en: 'substantiated, yet without a case' });
  if (values.outcome === '不属实' && (item.reason ?? '').trim() === '')
    found.push({ zh: '不属实须写明理由', en: 'unfounded needs its reason' });
  return found.map((one) => ({ item_number, row, ...one }));
}

function approvedOf(state: CaseState | null) {
  return state?.amounts.findLast(({ status }) => status === 'approved') ?? null;
}

function diedOn(state: CaseState | null): string | null {
  for (const { finding, is_withdrawn } of Object.values(state?.findings ?? {})) {
    const on = finding.facts.died_on ?? finding.facts.died_month;
    // the form asks for the month: 202205
    if (!is_withdrawn && on !== undefined && on !== null) return String(on).replaceAll('-', '').slice(0, 6);
  }
  return null;
}

/** A list may be wrong in other ways: who has died and whose money came back is unfounded as well, and does not live. */
function isSaidToLive(state: CaseState | null, reason: string | null): boolean {
  const ground = state?.decided?.ground ?? null;
  if (ground !== null) return ground === 'alive';
  const said = (reason ?? '').replace(/死亡[^，。；、]*(?:有误|错误|不实|误登|误报)/g, '');
  return /健在|在世/.test(said) && !/[不未非否](?:再|在)?健在|不在世|死|逝|去世|亡/.test(said);
}

function isAboutDeath(state: CaseState | null, reason: string | null): boolean {
  const findings = Object.values(state?.findings ?? {});
  return (
    findings.some(({ finding }) => findRule(finding.rule_id)?.about === 'death') ||
    /健在|死亡|去世/.test(reason ?? '')
  );
}
