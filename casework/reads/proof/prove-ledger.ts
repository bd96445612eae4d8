import { EXIT, Refusal } from '../../../core/errors.ts';
import { compareKeptHeads } from '../../../storage/ledger/chain-heads.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { seenAtOnce } from '../../../storage/ledger/transaction.ts';
import {
  type ChainBreach,
  type ChainHead,
  compareTip,
  verifyChain,
} from '../../../storage/ledger/verify-chain.ts';
import { rowsOf } from '../rows.ts';
import { type CasebookCheck, checkCasebook } from './check-casebook.ts';
import { checkProjections, checkUsers, type ProjectionBreach } from './check-projections.ts';

/** All that is known of whether a ledger is what was once written into it. */
export interface LedgerProof {
  is_sound: boolean;
  checked: number;
  /** What SQLite says of its own pages; empty where it finds nothing. */
  pages: string[];
  breaches: ChainBreach[];
  /** Null where the chain is broken: what no fold can read is not folded. */
  casebook: CasebookCheck | null;
  projections: ProjectionBreach[] | null;
}

export interface ProofOptions {
  /** A head that somebody kept. */
  against?: ChainHead | undefined;
  /** The files of heads that the nights kept. */
  heads?: readonly string[];
}

/**
 * Looks at the pages, walks the whole chain, and folds everything again that the tables say: all at one moment, because what
 * others write meanwhile would look as if it had been altered.
 */
export function proveLedger(ledger: Ledger, { against, heads = [] }: ProofOptions = {}): LedgerProof {
  // a head that is kept while this looks is newer than the moment that is looked at
  const beside = compareKeptHeads(ledger, heads);
  return seenAtOnce(ledger, () => proveMoment(ledger, against, beside));
}

function proveMoment(
  ledger: Ledger,
  against: ChainHead | undefined,
  beside: readonly ChainBreach[],
): LedgerProof {
  // the quick check does not hold a table against its indexes: a changed key would stand in one of them alone
  const pages = rowsOf<{ integrity_check: string }>(ledger, 'pragma integrity_check(20)')
    .map(({ integrity_check }) => integrity_check)
    .filter((told) => told !== 'ok');
  const { checked, breaches: inChain } = verifyChain(ledger, against);
  const breaches = [...inChain, ...compareTip(ledger), ...beside];
  const isWhole = breaches.length === 0 && pages.length === 0;
  const casebook = isWhole ? checkCasebook(ledger) : null;
  const projections = isWhole ? checkProjections(ledger) : null;
  const is_sound =
    casebook !== null &&
    casebook.differing.length === 0 &&
    casebook.totals_tie &&
    (projections ?? []).length === 0;
  return { is_sound, checked, pages, breaches, casebook, projections };
}

/** So many cases a night folds again. */
const SAMPLE = 200;

/**
 * What a night can afford to look at before it writes: the heads that were kept, who may do what, and some of the cases,
 * others each time.
 */
export function proveSample(ledger: Ledger, heads: readonly string[]): LedgerProof {
  const beside = compareKeptHeads(ledger, heads);
  const { breaches, projections, cases, differing } = seenAtOnce(ledger, () => ({
    breaches: [...compareTip(ledger), ...beside],
    projections: checkUsers(ledger),
    ...checkCasebook(ledger, sampleCases(ledger, SAMPLE)),
  }));
  // sums are of all cases and say nothing of some
  const casebook = { cases, differing, totals_tie: true };
  const is_sound = breaches.length + projections.length + differing.length === 0;
  return { is_sound, checked: cases, pages: [], breaches, casebook, projections };
}

function sampleCases(ledger: Ledger, count: number): string[] {
  return rowsOf<{ case_id: string }>(
    ledger,
    'select case_id from case_state order by random() limit ?',
    count,
  ).map(({ case_id }) => case_id);
}

/** What is wrong with a ledger, one line for each place, for people. */
export function describeProof({ pages, breaches, casebook, projections }: LedgerProof): string[] {
  return [
    ...pages.map((told) => `库页 page: ${told}`),
    ...breaches.map((breach) => `#${breach.seq} ${breach.kind}: ${breach.detail}`),
    ...(casebook?.differing ?? []).map(
      (caseId) =>
        `${caseId}: 汇总与事件不符，可用 audit rebuild 重建 / differs from its events; audit rebuild cures it`,
    ),
    ...(projections ?? []).map(
      ({ table, key, kind, columns }) =>
        `${table} ${key}: ${KINDS[kind].zh}${columns.length > 0 ? `（${columns.join('、')}）` : ''} / ${KINDS[kind].en}`,
    ),
  ];
}

const KINDS = {
  changed: { zh: '与事件不符', en: 'differs from its events' },
  removed: { zh: '事件里有，表里没有', en: 'is missing, the events have it' },
  inserted: { zh: '表里有，没有事件', en: 'comes of no event' },
} as const;

/** Refuses to go on with a ledger of which anything is not what was written; says the first places. */
export function refuseUnsound(proof: LedgerProof, path: string): void {
  if (proof.is_sound) return;
  const [first = '', ...others] = describeProof(proof);
  const more = others.length === 0 ? '' : ` (+${others.length})`;
  throw new Refusal(
    'ledger-unsound',
    `台账与它自己的记录不符，没有继续：${path}\n${first}${more}\n请运行 hedui audit verify 查看全部；汇总可用 audit rebuild 重建，其余请从备份恢复（restore）。`,
    `The ledger is not what its own records say; nothing was done: ${path}\n${first}${more}\nhedui audit verify names all; audit rebuild makes tables again, for the rest bring back a backup (restore).`,
    EXIT.checkFailed,
  );
}
