import type { Finding, ReadValue } from '../../core/finding.ts';
import { monthOf } from '../../core/month.ts';

/** A parameter as far as it is read here: its name and its values by the months for which they hold. */
interface Dated {
  name: string;
  rows: readonly { valid_from: number; valid_to: number; value: string | number }[];
}

/**
 * The values that a finding was found with, each with the months for which it holds: those of its months, and of the months and days
 * that its facts name. Where it names no month at all, every value.
 */
export function valuesRead(
  parameters: readonly Dated[],
  finding: Pick<Finding, 'lines' | 'facts'>,
): ReadValue[] {
  const months = monthsNamed(finding);
  const [first, last] = months.length === 0 ? [0, 999_912] : [Math.min(...months), Math.max(...months)];
  return parameters.flatMap(({ name, rows }) => {
    const near = rows.filter(({ valid_from, valid_to }) => valid_from <= last && first <= valid_to);
    return [...Map.groupBy(near, ({ valid_from }) => valid_from).values()].flatMap((own) => {
      const [span] = own;
      if (span === undefined) return [];
      const values = own.map(({ value }) => value);
      return [{ name, from: span.valid_from, to: span.valid_to, values }];
    });
  });
}

function monthsNamed({ lines, facts }: Pick<Finding, 'lines' | 'facts'>): number[] {
  const ofFacts = Object.entries(facts).flatMap(([name, value]) => {
    if (name.endsWith('_month') && typeof value === 'number' && value > 190_000) return [value];
    if (name.endsWith('_on') && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
      return [monthOf(value)];
    return [];
  });
  return [...lines.flatMap(({ month }) => month ?? []), ...ofFacts];
}

/** What a value was in one month; nothing where none held. */
export function valueIn(values: readonly ReadValue[], name: string, month: number): ReadValue['values'] {
  return values.find((one) => one.name === name && one.from <= month && month <= one.to)?.values ?? [];
}
