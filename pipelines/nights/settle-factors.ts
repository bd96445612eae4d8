import { Refusal } from '../../core/errors.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { askBuild } from '../rules/ask-build.ts';
import { withEvidence } from '../steps/with-evidence.ts';
import type { DifferingFinding } from './pair-findings.ts';
import { type AskedRule, asksTheDay, isOtherText, layParameters, otherValues } from './rule-texts.ts';

/** What may make two nights say different things of a person: the data, the day, the values, or the rule's own text. */
export const FACTORS = ['data', 'day', 'values', 'text'] as const;

export type Factor = (typeof FACTORS)[number];

/** What made the difference of one finding; `isApart` is false where several may have, and nothing tells them apart. */
export interface TurnedBy {
  factors: Factor[];
  isApart: boolean;
}

/**
 * Tells of one rule's findings what made them differ. Where more than the data may have, the rule is asked again over the later
 * data with one thing after the other as it was on the later night, in the order of `FACTORS`: what turns a finding is its cause.
 */
export async function settleFactors(
  warehouse: Warehouse,
  asked: { earlier: AskedRule; later: AskedRule; isOtherDay: boolean },
  findings: readonly DifferingFinding[],
): Promise<Map<string, TurnedBy>> {
  const { earlier, later, isOtherDay } = asked;
  const others: Factor[] = [
    ...(isOtherDay && (asksTheDay(earlier) || asksTheDay(later)) ? (['day'] as const) : []),
    ...(otherValues(earlier, later).length > 0 ? (['values'] as const) : []),
    ...(isOtherText(earlier, later) ? (['text'] as const) : []),
  ];
  const factors: Factor[] = ['data', ...others];
  const steps: Map<string, string>[] = [];
  try {
    for (let done = 1; done < factors.length; done += 1)
      steps.push(await askAgain(warehouse, asked, new Set(factors.slice(0, done))));
  } catch (error) {
    // an older text may read what the later build no longer has
    if (!(error instanceof Refusal || isOfQuery(error))) throw error;
    return new Map(
      findings.map(({ finding_key }) => [finding_key, { factors, isApart: factors.length === 1 }]),
    );
  }
  return new Map(
    findings.map(({ finding_key, was, is }) => {
      const found = [
        was === null ? null : mark(was),
        ...steps.map((step) => step.get(finding_key) ?? null),
        is === null ? null : mark(is),
      ];
      const turned = factors.filter((_, index) => found[index] !== found[index + 1]);
      return [finding_key, { factors: turned, isApart: true }];
    }),
  );
}

const isOfQuery = (error: unknown): boolean =>
  error instanceof Error && /^(Catalog|Binder|Parser|Conversion) Error/.test(error.message);

/** What a finding says, as a night compares it. */
const mark = ({ evidence_hash, direction }: { evidence_hash: string; direction: string }): string =>
  `${direction} ${evidence_hash}`;

async function askAgain(
  warehouse: Warehouse,
  { earlier, later }: { earlier: AskedRule; later: AskedRule },
  done: ReadonlySet<Factor>,
): Promise<Map<string, string>> {
  const nightOf = (factor: Factor): 'earlier' | 'later' => (done.has(factor) ? 'later' : 'earlier');
  await layParameters(warehouse, { values: nightOf('values'), day: nightOf('day') });
  const { rule } = done.has('text') ? later : earlier;
  const gathered = await askBuild(warehouse, 'later', rule);
  return new Map(
    gathered.map((one) => [one.finding_key, mark(withEvidence(one, () => null, rule.direction))]),
  );
}
