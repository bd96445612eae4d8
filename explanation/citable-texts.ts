import { groundsFor, monthsInQuestion } from '../casework/rule-pack/legal-basis.ts';
import type { CitableText } from './case-explanation.ts';
import type { Matter } from './matter.ts';

/** The texts that a decision may rest on, of every rule that speaks of the case. */
export function listCitableTexts({ findings, rules, as_of_month: now }: Matter): CitableText[] {
  const texts = new Map<string, CitableText>();
  for (const { rule_id: ruleId, lines } of findings) {
    const rule = rules.get(ruleId)?.definition;
    if (!rule) continue;
    for (const { text, article, from, to = null } of groundsFor(rule, monthsInQuestion(lines, now))) {
      const key = `${text}/${article ?? ''}`;
      if (!texts.has(key)) texts.set(key, { rule_id: ruleId, text, article, from, to });
    }
  }
  return [...texts.values()];
}
