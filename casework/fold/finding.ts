import { type Finding, isSameEvidence, MATCH_STRENGTHS, STRENGTH_TITLES } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import { businessDay } from '../business-day.ts';
import type { CaseEvent, Debtor, FieldChange } from '../case-events.ts';
import { type CaseFinding, type CaseState, currentNotice, type Flag } from '../case-state.ts';
import type { FoldTable } from './fold-table.ts';

/** Folds what the nightly run says about a case. */
export const FINDING_FOLDS = {
  FindingAttached: (state, event) => {
    const { finding, run } = event.payload;
    const next = withFinding(state, finding.finding_key, {
      finding,
      is_withdrawn: false,
      cleared_hash: null,
      last_run: run,
      found: { run, as_of: event.payload.as_of, on: businessDay(event.at) },
    });
    // The finding a case was opened for is no news to anybody.
    const isFirst = Object.keys(state.findings).length === 0;
    return isFirst
      ? next
      : flagged(next, { code: 'finding-attached', detail: finding.title, seq: event.seq });
  },
  FindingChanged: (state, event) => {
    const { finding, run, changes, is_evidence_changed } = event.payload;
    const held = state.findings[finding.finding_key];
    const next = withFinding(state, finding.finding_key, {
      finding,
      // whose the money is may turn out of a finding that was withdrawn before
      is_withdrawn: held?.is_withdrawn ?? false,
      cleared_hash: is_evidence_changed ? null : (held?.cleared_hash ?? null),
      last_run: run,
      found: foundOf(held, event),
    });
    const code = is_evidence_changed ? 'evidence-changed' : 'link-changed';
    const told = flagged(next, { code, detail: describe(finding, changes), seq: event.seq });
    return flagWrongDirection(told, held, event);
  },
  FindingRestored: (state, event) => {
    const { finding, run, changes } = event.payload;
    const held = state.findings[finding.finding_key];
    const isCleared = held !== undefined && held.cleared_hash === finding.evidence_hash;
    const isSame = isCleared && isSameEvidence(held.finding, finding);
    const next = withFinding(state, finding.finding_key, {
      finding,
      is_withdrawn: false,
      cleared_hash: isSame ? finding.evidence_hash : null,
      last_run: run,
      found: foundOf(held, event),
    });
    const detail = describe(finding, changes);
    const told = flagged(next, { code: 'finding-restored', detail, seq: event.seq });
    return flagWrongDirection(told, held, event);
  },
  FindingWithdrawn: (state, event) => {
    const held = state.findings[event.payload.finding_key];
    if (held === undefined) return state;
    const next = withFinding(state, event.payload.finding_key, {
      ...held,
      is_withdrawn: true,
      last_run: event.payload.run,
    });
    return flagged(next, { code: 'finding-withdrawn', detail: held.finding.title, seq: event.seq });
  },
  PersonChanged: (state, event) => {
    const { person, changes } = event.payload;
    // A debtor who is the beneficiary follows; one named by a person stays as named.
    const follow = (debtor: Debtor): Debtor =>
      debtor.relation === 'self' ? { ...debtor, name: person.name, resident_id: person.resident_id } : debtor;
    const { approved_debtor: approved } = state;
    const followed = {
      ...{ ...state, person, debtor: follow(state.debtor) },
      approved_debtor: approved && { ...approved, debtor: follow(approved.debtor) },
      former_debtors: state.former_debtors.map((one) => ({ ...one, debtor: follow(one.debtor) })),
    };
    const fields = changes.map((change) => change.field).join(', ');
    return flagged(followed, { code: 'person-changed', detail: fields, seq: event.seq });
  },
  CaseReturned: (state, event) => {
    const { because, to } = event.payload;
    const next = { ...state, status: to, decided: null, held_since: null };
    return flagged(next, { code: 'returned', detail: because.join('; '), seq: event.seq });
  },
  ChangesAcknowledged: (state) => ({ ...state, flags: [] }),
} satisfies Partial<FoldTable>;

/** A change of a finding that was never attached would be a fault, but the fold shows it rather than fail. */
function foundOf(
  held: CaseFinding | undefined,
  event: CaseEvent & { type: 'FindingChanged' | 'FindingRestored' },
): CaseFinding['found'] {
  const { run, as_of } = event.payload;
  return held?.found ?? { run, as_of, on: businessDay(event.at) };
}

function withFinding(state: CaseState, key: string, held: CaseFinding): CaseState {
  return { ...state, findings: { ...state.findings, [key]: held } };
}

function flagged(state: CaseState, flag: Flag): CaseState {
  return { ...state, flags: [...state.flags, flag] };
}

/** Money that was claimed back though it is owed to the person: whoever has the case is told what was done already. */
function flagWrongDirection(
  state: CaseState,
  before: CaseFinding | undefined,
  event: CaseEvent & { type: 'FindingChanged' | 'FindingRestored' },
): CaseState {
  const { finding } = event.payload;
  if (before?.finding.direction !== 'fund' || finding.direction !== 'person') return state;
  const { assessed_fen: assessed, offset_fen: offset, repaid_fen: repaid } = state.money;
  const notice = currentNotice(state)?.notice_number;
  if (assessed + offset + repaid === 0 && notice === undefined) return state;
  const done = [
    ...(assessed > 0 ? [`已核定 ${formatYuan(assessed)} 元`] : []),
    ...(notice === undefined ? [] : [`已发 ${notice}`]),
    ...(offset > 0 ? [`已抵扣 ${formatYuan(offset)} 元`] : []),
    ...(repaid > 0 ? [`已收回 ${formatYuan(repaid)} 元`] : []),
  ];
  const detail = `“${finding.title}”的 ${formatYuan(finding.amount_fen ?? 0)} 元应补给本人，却按应追办理：${done.join('，')}。请停止追缴，提请撤销，已收的退还。`;
  return flagged(state, { code: 'wrong-direction', detail, seq: event.seq });
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  amount_fen: '金额（元）',
  months: '月数',
  first_month: '首月',
  last_month: '末月',
  match_strength: '把握',
  direction: '款项方向',
  lines: '发放行数',
  evidence: '证据行数',
};

const VALUE_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(MATCH_STRENGTHS.map((strength) => [strength, STRENGTH_TITLES[strength].zh])),
  fund: '应追',
  person: '应补',
};

/** Says what changed, such as `死亡后继续领取：金额（元） 654.00 → 436.00`; a fact that the rule goes by has no name of its own. */
export function describe({ title }: Pick<Finding, 'title'>, changes: readonly FieldChange[]): string {
  const told = changes.map(({ field, before, after }) => {
    const word = (value: FieldChange['before']): string => {
      if (value === null) return '—';
      return field.endsWith('_fen') ? formatYuan(Number(value)) : (VALUE_WORDS[value] ?? String(value));
    };
    return `${FIELD_WORDS[field] ?? '所据事实'} ${word(before)} → ${word(after)}`;
  });
  return told.length === 0 ? title : `${title}：${told.join('，')}`;
}
