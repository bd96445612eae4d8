import type { Need, RuleText } from './definition.ts';

/** Of what a rule needs, what has not come: until it has, the rule asks nothing of anybody. */
export function missingNeeds({ needs }: Pick<RuleText, 'needs'>, arrived: ReadonlySet<string>): Need[] {
  return needs.filter(({ any }) => !any.some((source) => arrived.has(source)));
}
