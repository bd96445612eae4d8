import { legalBasisInForce } from '../casework/rule-pack/legal-basis.ts';
import type { CitableText } from './case-explanation.ts';
import type { Matter } from './matter.ts';

/** The texts that a decision may rest on: grounds in force in one of the months in question, not who reports what to whom. */
export function listCitableTexts({ findings, rules, as_of_month: now }: Matter): CitableText[] {
  const texts = new Map<string, CitableText>();
  for (const { rule_id: ruleId, lines } of findings) {
    const rule = rules.get(ruleId)?.definition;
    if (!rule) continue;
    const months = new Set(lines.map(({ month }) => month ?? now));
    if (months.size === 0) months.add(now);
    for (const month of months) {
      const grounds = legalBasisInForce(rule, month).filter(({ is_ground }) => is_ground !== false);
      for (const { text, article, from, to = null } of grounds) {
        const key = `${text}/${article ?? ''}`;
        if (!texts.has(key)) texts.set(key, { rule_id: ruleId, text, article, from, to });
      }
    }
  }
  return [...texts.values()];
}
