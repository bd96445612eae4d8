import type { AmountLine } from '../core/claim.ts';
import type { EXPLANATION_TITLES, Nature } from '../core/words/case.ts';
import type { Debtor, LookedAtExplanation, StruckMonth } from './case-events.ts';
import { type Death, isBeneficiary, isDebtorDead } from './parties.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/**
 * What the last night says for and against a case, as far as a decision must answer it. It is made above casework and
 * handed in by every door; pages show what these guards say and hold none of their own.
 */
export interface Evidence {
  explanations: readonly {
    key: string;
    /** The finding that it would explain. */
    finding_key: string;
    text: string;
    /** Ruled out by the data, or left to a person. */
    verdict: 'unsupported' | 'look';
    looked_at: string;
  }[];
  /** Something speaks against the finding: a sign of life after the death, say. */
  is_contrary: boolean;
  /** Texts that were in force in the months in question. */
  basis: readonly { text: string; article: string | null }[];
}

/** How an explanation stands now, with what the one who decided had looked at, as it was worded then. */
export function explanationState(
  { verdict, text }: Pick<Evidence['explanations'][number], 'verdict' | 'text'>,
  looked: readonly string[],
): keyof typeof EXPLANATION_TITLES {
  if (verdict === 'unsupported') return 'unsupported';
  return looked.includes(text) ? 'looked' : 'to-look';
}

/** Of what was weighed for a decision, that which a person looked at themselves. */
export function lookedAtIn(weighed: readonly LookedAtExplanation[]): string[] {
  return weighed.flatMap(({ finding, text }) => (finding === null ? [text] : []));
}

/** What somebody says who finds a case substantiated, in answer to the evidence. */
export interface AnswerToEvidence {
  /** Keys of the innocent explanations they have looked at. */
  looked: readonly string[];
  contrary_reason: string | null;
  /** Null stands for every text in force. */
  basis: readonly string[] | null;
}

/** A text of law as it is cited. */
export function cite({ text, article }: Evidence['basis'][number]): string {
  return `${text}${article ?? ''}`;
}

/** Nobody finds a case substantiated who has not looked at what speaks for the person. */
export function refuseUnseen(evidence: Evidence, said: AnswerToEvidence): CommandRefusal | null {
  const unseen = evidence.explanations.filter(
    ({ key, verdict }) => verdict === 'look' && !said.looked.includes(key),
  );
  if (unseen.length > 0) {
    const which = unseen.map(({ text }) => `“${text}”`).join('、');
    return refuse('explanation-unseen', {
      n: unseen.length,
      which,
      keys: unseen.map(({ key }) => key).join(','),
    });
  }
  if (evidence.is_contrary && isBlank(said.contrary_reason)) return refuse('contrary-unanswered');
  const inForce = new Set(evidence.basis.map(cite));
  const lapsed = (said.basis ?? []).find((text) => !inForce.has(text));
  return lapsed === undefined ? null : refuse('basis-not-in-force', { text: lapsed });
}

/** What has to be settled with the decision where money is claimed. */
export interface Settled {
  nature: Nature | null;
  /** Who was chosen as the one who owes, be it the beneficiary; null where nobody was. */
  debtor: Owing | null;
  struck: readonly Pick<StruckMonth, 'month'>[];
}

type Owing = Pick<Debtor, 'relation' | 'evidence'>;

/** The beneficiary as the one who owes: what is on record of them stays. */
export function beneficiaryOwing(present: Owing): Owing {
  return isBeneficiary(present) ? present : { relation: 'self', evidence: null };
}

/** A claim goes before the signatures only when it says how it came about, who owes, and leaves something owed. */
export function refuseUnsettled(
  claim: readonly AmountLine[],
  death: Death | null,
  { nature, debtor, struck }: Settled,
): CommandRefusal | null {
  if (claim.length === 0) return null;
  const left = claimWithout(claim, struck).reduce((sum, line) => sum + line.amount_fen, 0);
  if (left <= 0) return refuse('nothing-left-to-claim');
  // after a death somebody else drew the money
  if (debtor === null && death !== null) return refuse('debtor-unnamed');
  if (debtor !== null && isDebtorDead(death, debtor)) return refuse('addressee-dead');
  return nature === null ? refuse('nature-missing') : null;
}

/** A claim without the months that somebody leaves out. */
export function claimWithout<Line extends Pick<AmountLine, 'month'>>(
  claim: readonly Line[],
  struck: readonly Pick<StruckMonth, 'month'>[],
): Line[] {
  return claim.filter((line) => struck.every(({ month }) => month !== line.month));
}

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
