import { businessDay } from '../../casework/business-day.ts';
import type { CaseEvent } from '../../casework/case-events.ts';
import type { CaseDocument, CaseState } from '../../casework/case-state.ts';
import { isBeneficiary } from '../../casework/parties.ts';
import { formatYuan, toCapitals } from '../../core/money.ts';
import { NATURE_TITLES } from '../../core/words/case.ts';
import { DOCUMENT_TITLES } from '../../core/words/documents.ts';
import { dayText, NOT_YET } from './dates-in-words.ts';
import { citedAs } from './legal-basis.ts';
import { ended } from './notice-parts.ts';
import type { NoticeData } from './tags.ts';

type Signed = Pick<NoticeData, Extract<keyof NoticeData, `signed_${string}`> | 'signatures'>;

/** The last document that has all its signatures, with each of them: the hand, the day, and in whose name. */
export function signedTags(
  { documents }: CaseState,
  events: readonly CaseEvent[],
  calls: (userId: string) => string,
  isWriteOff: boolean,
): Signed {
  const document = documents.findLast(
    ({ status, kind }) => status === 'approved' && (!isWriteOff || kind === 'write-off'),
  );
  if (document === undefined)
    return {
      ...{ signed_kind: NOT_YET, signed_amount: NOT_YET, signed_amount_capitals: NOT_YET },
      ...{ signed_ground: '', signed_chain: '', signatures: [] },
    };
  const { kind, amount_fen, steps } = document;
  return {
    signed_kind: DOCUMENT_TITLES[kind].kind,
    signed_amount: formatYuan(amount_fen),
    signed_amount_capitals: toCapitals(amount_fen),
    signed_ground: groundOf(document, events),
    signed_chain: steps.map(({ title }) => title).join(' → '),
    signatures: signaturesOf(document, events, calls),
  };
}

/** Why it was asked for; an amount rests on what was decided of the case before it was put to the chain. */
function groundOf(document: CaseDocument, events: readonly CaseEvent[]): string {
  const { document_id, kind, ground } = document;
  if (kind !== 'decision') return ground;
  const asked = events.findIndex(
    (event) => event.type === 'DocumentProposed' && event.payload.document.document_id === document_id,
  );
  const decided = events.slice(0, asked).findLast((event) => event.type === 'CaseSubstantiated')?.payload;
  const { reason, nature = null, basis = [], contrary_reason = null } = decided ?? {};
  return [
    ...titled('退款义务人', debtorSigned(document, events)),
    ...titled('认定理由', reason),
    ...titled('性质', nature === null ? null : NATURE_TITLES[nature].zh),
    ...titled('依据', citedAs(basis).join('；')),
    ...titled('另有相反证据而仍认定的理由', contrary_reason),
    ...titled('核定说明', ground),
  ].join('');
}

/** Against whom it was signed: who owes and how much is one decision. */
function debtorSigned({ signatures }: CaseDocument, events: readonly CaseEvent[]): string {
  const last = signatures.at(-1)?.seq ?? 0;
  const named = events.findLast((event) => event.type === 'DebtorNamed' && event.seq < last);
  if (named?.type !== 'DebtorNamed' || isBeneficiary(named.payload.debtor)) return '待遇领取人本人';
  const { name, relation } = named.payload.debtor;
  return `${name}（${relation}）`;
}

function titled(title: string, text: string | null | undefined): string[] {
  const said = (text ?? '').trim().replace(/[。；;.]+$/, '');
  return said === '' ? [] : [`${title}：${said}。`];
}

/** Whoever made a document stands first: to make it is the first step of every chain. */
function signaturesOf(
  { document_id, steps, makers, signatures }: CaseDocument,
  events: readonly CaseEvent[],
  calls: (userId: string) => string,
): Signed['signatures'] {
  const dayOf = (event: CaseEvent | undefined): string =>
    event === undefined ? NOT_YET : dayText(businessDay(event.at));
  const made = events.find(
    (event) => event.type === 'DocumentProposed' && event.payload.document.document_id === document_id,
  );
  return steps.map(({ title }, place) => {
    const signature = signatures.find(({ step }) => step === place);
    const hand = signature?.signed_by ?? (place === 0 ? makers[0] : undefined);
    const event = signature === undefined ? made : events.find(({ seq }) => seq === signature.seq);
    const principal = signature?.delegate_for ?? null;
    const who = hand === undefined ? NOT_YET : calls(hand);
    return {
      no: String(place + 1),
      step: title,
      who: principal === null ? who : `${who}（代${calls(principal)}）`,
      on: hand === undefined ? NOT_YET : dayOf(event),
    };
  });
}

type Said = Pick<NoticeData, 'speaker' | 'said_on' | 'said_place' | 'said' | 'said_response' | 'takers'>;

/** A record also says whether the speaker had no more to add: the wait for the term may end by it. */
function saidWith({ said, ending }: CaseState['statements'][number]): string {
  return ending === 'done' ? `${ended(said)}陈述人表示不再补充。` : said;
}

/** The last statement that was written down. */
export function saidTags({ statements }: CaseState): Said {
  const last = statements.at(-1);
  return {
    speaker: last?.speaker ?? NOT_YET,
    said_on: dayText(last?.on ?? null),
    said_place: last?.place ?? '',
    said: last === undefined ? NOT_YET : saidWith(last),
    said_response: last?.response ?? '',
    takers: last?.takers.join('、') ?? '',
  };
}
