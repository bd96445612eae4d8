import { type AmountVersion, type CaseState, currentNotice } from '../../casework/case-state.ts';
import type { ClockName, ClockParameter } from '../../casework/clocks/parameters.ts';
import { clockInForce } from '../../casework/clocks/parameters.ts';
import type { PaperSources } from '../../casework/documents/issued-paper.ts';
import { versionInForce } from '../../casework/money.ts';
import { isAddresseeDead, isBeneficiary } from '../../casework/parties.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { claimOf, wholeOf } from '../../core/claim.ts';
import type { Finding } from '../../core/finding.ts';
import { maskName, maskResidentId } from '../../core/mask.ts';
import { formatYuan, toCapitals } from '../../core/money.ts';
import { formatMonth } from '../../core/month.ts';
import { backPaymentTags } from './back-payment-tags.ts';
import { type CountedRule, claimedKinds, claimedWhat, periodText, undueText } from './claimed-what.ts';
import { conditionsOf, overlapOf } from './conditions.ts';
import { dayText, NOT_YET } from './dates-in-words.ts';
import { factsOf, type SayingRule } from './facts.ts';
import { findingTables } from './finding-tables.ts';
import type { NoticeKind } from './kinds.ts';
import { citableOn, groundsNamed } from './legal-basis.ts';
import { type Letterhead, titleFor } from './letterhead.ts';
import { monthTable } from './month-table.ts';
import {
  ended,
  entriesOf,
  entryTags,
  letterOf,
  noticeAsServed,
  reminderOf,
  reviewsOf,
  reviewText,
  type ServedPaper,
  serviceOf,
  statementText,
} from './notice-parts.ts';
import { saidTags, signedTags } from './signed-tags.ts';
import type { NoticeData } from './tags.ts';

/** What a rule of the pack adds to a paper about its findings. */
export type CitedRule = Pick<RuleDefinition, 'legal_basis' | 'innocent_explanations'> &
  CountedRule &
  SayingRule;

export interface NoticeRequest
  extends Pick<PaperSources, 'state' | 'events' | 'documents' | 'entry' | 'calls'> {
  kind: NoticeKind;
  letterhead: Letterhead;
  clocks: readonly ClockParameter[];
  rules: readonly CitedRule[];
  /** The day on the paper: which law may be cited goes by it. */
  on: string;
  /** Empty on a draft. */
  document_number: string;
  is_draft: boolean;
  replaces: string | null;
  /** Of a receipt of service: the paper it is about; the notice where nothing is said. */
  serving?: ServedPaper | undefined;
  /** Cases of a public notice; otherwise the case itself. */
  people?: readonly CaseState[];
}

const UNSET = '（未设置）';
/** The paper that an application to the court names beside the notice. */
const REMINDER = { kind: 'reminder', title: '催告书' };

/** Everything a template may ask for, as text ready to print. Reads no clock and no file. */
export function noticeData(request: NoticeRequest): NoticeData {
  const { kind, state, letterhead, clocks, on, is_draft } = request;
  const { money, debtor, person } = state;
  const version = versionInForce(state.amounts);
  const table = monthTable(version);
  const notice = currentNotice(state);
  const served = notice?.served ?? null;
  // what stands in public registers of a company is hidden from nobody
  const name = (text: string, isOffice = false): string =>
    kind.names === 'masked' && !isOffice ? maskName(text) : text;
  const number = (id: string | null, isOffice = false): string =>
    id === null
      ? `${numberTitle(isOffice)}未登记`
      : kind.ids === 'full' || isOffice
        ? id
        : maskResidentId(id);
  const days = (clock: ClockName): string => String(clockInForce(clocks, clock, on)?.count ?? UNSET);
  const findings = Object.values(state.findings).filter(
    (held) => !held.is_withdrawn && held.cleared_hash === null && tells(kind, held.finding),
  );
  const rules = request.rules.filter(({ rule_id }) =>
    findings.some(({ finding }) => finding.rule_id === rule_id),
  );
  const ofRules = rules.flatMap((one) => one.legal_basis);
  const payByDays = clockInForce(clocks, 'pay-by', on)?.count ?? 30;
  const referral = request.events.findLast((event) => event.type === 'CaseReferred')?.payload;
  const reviews = reviewsOf(request.events);
  const reminder = reminderOf(request.documents, state);
  const claimed = wholeOf(claimOf(findings.map(({ finding }) => finding)));
  const planTotal = state.milestones.plan.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  // nobody writes to a dead person: until it is known who owes, the place stays open
  const told = request.serving?.addressee ?? null;
  const isOpen = told === null && isAddresseeDead(state);
  const reader = { is_authority: false, is_office: false, ...(told ?? debtor) };
  return {
    is_draft,
    ...conditionsOf({
      ...{ state, reviews, reminder, replaces: request.replaces, entry: request.entry },
      ...{ rules: request.rules, on },
    }),
    issuer: letterhead.issuer ?? UNSET,
    document_title: titleFor(letterhead, kind),
    reminder_title: titleFor(letterhead, REMINDER),
    document_number: is_draft ? '' : request.document_number,
    issued_on: is_draft ? '　　　　年　　月　　日' : dayText(on),
    case_id: state.case_id,
    debtor_name: isOpen
      ? kind.asks
        ? '（受送达人待确定）'
        : '（退款义务人待确定）'
      : name(reader.name, reader.is_office),
    debtor_id: isOpen ? '　' : reader.is_authority ? '单位' : number(reader.resident_id, reader.is_office),
    debtor_id_title: numberTitle(reader.is_office),
    you: reader.is_office ? '贵单位' : '您',
    debtor_address:
      debtor.address ?? (isBeneficiary(debtor) && !isOpen ? registered(person) : '（地址未登记）'),
    debtor_phone: debtor.phone ?? '（电话未登记）',
    debtor_relation: isBeneficiary(debtor) ? '待遇领取人本人' : `与待遇领取人的关系：${debtor.relation}`,
    beneficiary_name: name(person.name),
    beneficiary_id: number(person.resident_id),
    township: person.township ?? '',
    village: person.village ?? '',
    period: periodText(table.months) ?? NOT_YET,
    claimed_what: claimedWhat(state, version, request.rules),
    claimed_kinds: claimedKinds(state, request.rules),
    undue: undueText(state, request.rules),
    undue_mildly: undueText(state, request.rules, '发放'),
    claimed: formatYuan(claimed),
    adjustment: adjustmentText(claimed, version, overlapOf(state), kind.tells_proposed ? '拟核定' : '核定'),
    drawn_evidence: debtor.evidence ?? '',
    heard_on: heardOn(state),
    statement_text: statementText(state),
    replaces: request.replaces ?? '',
    review_text: reviewText(reviews),
    reminder_number: reminder?.document_number ?? NOT_YET,
    reminder_on: dayText(reminder?.on ?? null),
    reminder_served_on: dayText(reminder?.served_on ?? null),
    months: String(table.months.length),
    assessed: formatYuan(money.assessed_fen),
    assessed_capitals: toCapitals(money.assessed_fen),
    offset: formatYuan(money.offset_fen),
    repaid: formatYuan(money.repaid_fen),
    outstanding: formatYuan(Math.max(0, money.outstanding_fen)),
    outstanding_capitals: toCapitals(Math.max(0, money.outstanding_fen)),
    refund_due: formatYuan(money.refund_due_fen),
    received: formatYuan(money.repaid_fen + money.offset_fen),
    refunded: formatYuan(money.refunded_fen),
    written_off: formatYuan(money.written_off_fen),
    net_received: formatYuan(money.repaid_fen + money.offset_fen - money.refunded_fen),
    ...table.sums,
    pay_by: served === null ? `收到本文书之日起${payByDays}日内` : `${dayText(served.pay_by_on)}前`,
    payee_name: letterhead.payee_name ?? UNSET,
    payee_account: letterhead.payee_account ?? UNSET,
    payee_bank: letterhead.payee_bank ?? UNSET,
    pay_remark: `${state.case_id} ${name(debtor.name, debtor.is_office)} 退回${claimedKinds(state, request.rules)}`,
    hearing_days: days('hearing'),
    review_days: days('reconsideration'),
    review_organ: letterhead.review_organ ?? UNSET,
    suit_months: days('litigation'),
    reminder_days: days('reminder'),
    public_days: days('public-notice'),
    court: courtAsked(request) ?? letterhead.court ?? UNSET,
    contact: letterhead.contact ?? UNSET,
    phone: letterhead.phone ?? UNSET,
    address: letterhead.address ?? UNSET,
    notice_number: notice?.notice_number ?? NOT_YET,
    notice_title: titleFor(letterhead, letterOf(state)),
    notice_on: dayText(notice?.issued_on ?? null),
    due_on: dayText(served?.pay_by_on ?? null),
    reminded_on: dayText(state.milestones.reminded_on),
    referral_office: referral?.office ?? UNSET,
    referral_ground: referral === null || referral === undefined ? UNSET : ended(referral.ground),
    revocation_ground: revocationGround(state),
    plan_total: formatYuan(planTotal),
    plan_total_capitals: toCapitals(planTotal),
    ...serviceOf(request.serving ?? noticeAsServed(state), letterhead),
    facts: factsOf(
      kind,
      findings.map(({ finding }) => finding),
      version,
      request.rules,
    ),
    evidence: evidenceOf(
      state,
      findings.map(({ finding }) => finding),
    ),
    laws: textsOf(
      citableOn(
        [...kind.legal_basis, ...(kind.cites_rules ? groundsNamed(ofRules, state, kind.asks) : [])],
        on,
      ),
    ),
    explanations: textsOf([
      ...new Set(rules.flatMap((one) => one.innocent_explanations.map(({ says }) => says))),
    ]),
    lines: table.lines,
    tables: findingTables(state, request.rules, on),
    plan: state.milestones.plan.map(({ due_on, amount_fen }, index) => ({
      no: String(index + 1),
      due_on: dayText(due_on),
      amount: formatYuan(amount_fen),
    })),
    ...entriesOf(state),
    ...entryTags(request.entry, request.calls),
    ...backPaymentTags(state, number),
    ...signedTags(state, request.events, request.calls, kind.tells_write_off),
    ...saidTags(state),
    people: byNotice(request.people ?? [state]).map(([one, ...sharing], index) => ({
      no: String(index + 1),
      name: name(one.debtor.name, one.debtor.is_office),
      id: number(one.debtor.resident_id, one.debtor.is_office),
      title: `《${titleFor(letterhead, letterOf(one))}》`,
      number: currentNotice(one)?.notice_number ?? NOT_YET,
      outstanding: formatYuan(
        [one, ...sharing].reduce(
          (sum, { money: { outstanding_fen } }) => sum + Math.max(0, outstanding_fen),
          0,
        ),
      ),
    })),
  };
}

/** The court that an application was made to; every other paper names the one where the office is sued. */
function courtAsked({ kind, events }: NoticeRequest): string | undefined {
  if (!kind.renewed_by.includes('EnforcementApplied')) return undefined;
  return events.findLast((event) => event.type === 'EnforcementApplied')?.payload.court;
}

/** What the number of a person is called, and that of an office. */
function numberTitle(isOffice: boolean): string {
  return isOffice ? '统一社会信用代码' : '证件号码';
}

/** Every day on which whoever is to owe was told: what they said to the first telling is older than the last. */
function heardOn({ milestones: { hearing_on, hearings } }: CaseState): string {
  const days = [...new Set(hearing_on === null ? [] : hearings)].sort();
  return days.length === 0 ? dayText(null) : days.map(dayText).join('、');
}

/** Why it was revoked, as it was signed; while it waits for its signatures, as it was asked for. */
function revocationGround({ documents }: CaseState): string {
  const asked = documents.filter(({ kind, status }) => kind === 'revocation' && status !== 'rejected');
  const one = asked.findLast(({ status }) => status === 'approved') ?? asked.at(-1);
  return one === undefined ? UNSET : ended(one.ground);
}

/** The cases of a public notice by the notice that could not be served: one that several share stands there once. */
function byNotice(states: readonly CaseState[]): [CaseState, ...CaseState[]][] {
  const groups = Map.groupBy(states, (one) => currentNotice(one)?.notice_number ?? one.case_id);
  return [...groups.values()] as [CaseState, ...CaseState[]][];
}

/** A paper that claims speaks of no money that is owed to the person, and the one that pays it of nothing else. */
function tells({ claims, tells_owed }: NoticeKind, { direction }: Finding): boolean {
  if (tells_owed) return direction === 'person';
  return !claims || direction !== 'person';
}

function registered({ township, village }: CaseState['person']): string {
  return [township, village].filter(Boolean).join('') || '（地址未登记）';
}

/** Why the amount is not the sum of what the facts name: the reasons that somebody gave, in their own words. */
function adjustmentText(
  claimed: number,
  version: AmountVersion | null,
  overlap: number,
  fixed: '拟核定' | '核定',
): string {
  if (version === null) return '';
  // the facts name the claimed months alone
  const sum = version.struck.length > 0 ? '' : `，上述情形合计${formatYuan(claimed)}元`;
  const once = overlap > 0 ? `同一笔款项涉及几种情形的只计一次${sum}。` : '';
  if (version.assessed_fen === claimed) return once;
  const less = claimed - version.assessed_fen;
  const reasons = [
    ...version.struck.map(({ month, reason }) => `不计${formatMonth(month)}（${reason}）`),
    ...version.adjustments.map(({ reason }) => reason),
  ];
  const why = reasons.length === 0 ? '' : `，原因：${reasons.join('；')}`;
  return `${once}比对所涉金额${formatYuan(claimed)}元，${fixed}${formatYuan(version.assessed_fen)}元，${less > 0 ? '少' : '多'}计${formatYuan(Math.abs(less))}元${why}。`;
}

/** What a person entered or put to the case comes first, then the rows of the lists. */
function evidenceOf(state: CaseState, findings: readonly Finding[]): { text: string }[] {
  const { debtor, files } = state;
  const entered = [
    ...(debtor.evidence === null ? [] : [debtor.evidence]),
    ...files.map(({ name }) => `材料：${name}`),
    ...lookedAt(state, findings),
  ];
  const rows = new Map<string, number[]>();
  for (const { file, row } of findings.flatMap(({ evidence }) => evidence)) {
    rows.set(file, [...(rows.get(file) ?? []), row]);
  }
  const received = [...rows].map(
    ([file, at]) => `${file}（第${[...new Set(at)].sort((one, other) => one - other).join('、')}行）`,
  );
  return textsOf([...entered, ...received]);
}

/** The innocent explanations of these findings and of no other: what would explain another says that it is there. */
function lookedAt({ decided, findings: held }: CaseState, told: readonly Finding[]): string[] {
  const keys = new Set(told.map(({ finding_key }) => finding_key));
  // older decisions do not say which finding they mean
  const isAllTold = Object.keys(held).every((key) => keys.has(key));
  return (decided?.explanations ?? [])
    .filter(({ finding_key: key }) => (key === undefined ? isAllTold : keys.has(key)))
    .map(({ text, finding }) =>
      finding === null ? `对“${text}”，承办人已核查` : `对“${text}”的核查：${finding}`,
    );
}

/** An enumeration within one sentence: each but the last ends with a semicolon. */
function textsOf(texts: readonly string[]): { text: string }[] {
  return texts.map((text, index) => ({ text: `${text}${index === texts.length - 1 ? '。' : '；'}` }));
}
