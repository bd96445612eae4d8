import type { IdentityResult } from '../../../../casework/marts/check-identities.ts';
import type { Overview, Tie } from '../../../contract/overview.ts';

type Part = Tie['part'];

/** Which figures of the page each identity of the report vouches for; those not named stand together as `other`. */
const PART_OF: Readonly<Record<string, Part>> = {
  'equation-closes': 'equation',
  'every-case-closes': 'equation',
  'movements-make-the-change': 'equation',
  'ledger-agrees': 'ledger',
  'bank-lines-agree': 'bank',
  'townships-make-the-total': 'groups',
  'sources-make-the-total': 'groups',
  'batches-make-the-sources': 'groups',
  'months-make-the-period': 'equation',
  'ages-make-the-debt': 'ages',
  'outcomes-make-the-found': 'outcomes',
  'certified-and-not-make-the-due': 'certification',
};

const SAYS: Readonly<Record<Part, { zh: string; en: string }>> = {
  equation: { zh: '等式轧平', en: 'The equation ties' },
  ledger: { zh: '与案件台账一致', en: 'Agrees with the ledger' },
  bank: { zh: '与银行流水一致', en: 'Agrees with the bank' },
  groups: { zh: '各组之和与合计一致', en: 'The groups add up' },
  ages: { zh: '各账龄之和与未收回一致', en: 'The ages add up' },
  outcomes: { zh: '去向之和与疑点数一致', en: 'The outcomes add up' },
  certification: { zh: '认证与未认证之和与应认证一致', en: 'Certified and not add up' },
  other: { zh: '报表其余勾稽关系一致', en: 'The other figures of the report tie' },
};

/** Units of identities that count; all others are money, whatever they call it. */
const COUNTED: ReadonlySet<string> = new Set(['件', '人', '人次', '行', '个']);

/** The identities of the report, gathered by the figures of the page that they vouch for. */
export function tiesOf(identities: readonly IdentityResult[]): Tie[] {
  const parts = Map.groupBy(identities, ({ name }) => PART_OF[name] ?? 'other');
  return (Object.keys(SAYS) as Part[]).map((part) => {
    const differences = (parts.get(part) ?? []).flatMap((one) => one.differences);
    const [worst] = differences.toSorted((one, other) => gap(other) - gap(one));
    return {
      part,
      ...SAYS[part],
      holds: differences.length === 0,
      off: worst === undefined ? 0 : gap(worst),
      unit: worst !== undefined && COUNTED.has(worst.unit) ? worst.unit : '分',
    };
  });
}

function gap({ wanted, got }: { wanted: number | null; got: number | null }): number {
  return Math.abs((wanted ?? 0) - (got ?? 0));
}

type Figures = Pick<
  Overview,
  | 'equation'
  | 'townships'
  | 'rules'
  | 'batches'
  | 'ages'
  | 'outcomes'
  | 'counts'
  | 'strengths'
  | 'months'
  | 'refund_due_fen'
>;

/** What the page itself adds up, also where a filter leaves cases out and no identity of the report applies. */
export function tiePage(ties: readonly Tie[], figures: Figures): Tie[] {
  const { equation } = figures;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const other = equation.offset_fen + equation.written_off_fen - equation.refunded_fen;
  const closing = equation.opening_fen + equation.assessed_fen - equation.repaid_fen - other;
  const found = figures.outcomes.map((row) => row.found);
  const became = figures.outcomes.map(
    (row) => row.substantiated + row.unfounded + row.unverifiable + row.revoked + row.undecided,
  );
  const off: Partial<Record<Part, readonly (readonly [wanted: number, got: number])[]>> = {
    equation: [
      [equation.outstanding_fen, closing],
      [equation.assessed_fen, sum(figures.strengths.map((row) => row.assessed_fen))],
      [equation.assessed_fen, sum(figures.months.map((row) => row.assessed_fen))],
      [
        equation.repaid_fen + equation.offset_fen - equation.refunded_fen,
        sum(figures.months.map((row) => row.recovered_fen)),
      ],
    ],
    groups: [figures.townships, figures.rules, figures.batches].flatMap((groups) => [
      [equation.assessed_fen, sum(groups.map((row) => row.assessed_fen))] as const,
      [equation.repaid_fen, sum(groups.map((row) => row.repaid_fen))] as const,
      [other, sum(groups.map((row) => row.other_fen))] as const,
      [
        equation.outstanding_fen,
        sum(groups.map((row) => row.outstanding_fen)) - sum(groups.map((row) => row.refund_due_fen)),
      ] as const,
      [figures.refund_due_fen, sum(groups.map((row) => row.refund_due_fen))] as const,
    ]),
    ages: [
      [
        equation.outstanding_fen,
        sum(figures.ages.map((row) => row.outstanding_fen)) - figures.refund_due_fen,
      ],
    ],
    outcomes: [
      [sum(found), sum(became)],
      [figures.counts.found.cases, sum(found)],
    ],
  };
  return ties.map((tie) => {
    const gaps = (off[tie.part] ?? []).map(([wanted, got]) => Math.abs(wanted - got));
    const worst = Math.max(0, ...gaps);
    if (worst === 0 || !tie.holds) return tie;
    return { ...tie, holds: false, off: worst, unit: tie.part === 'outcomes' ? '件' : '分' };
  });
}
