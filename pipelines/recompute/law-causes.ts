import { cite } from '../../casework/decision-guard.ts';
import type { DecidedCase } from '../../casework/history/decided-evidence.ts';
import type { LegalBasis } from '../../casework/rule-pack/definition.ts';
import { groundsFor, monthsInQuestion } from '../../casework/rule-pack/legal-basis.ts';
import { formatMonth, monthOf } from '../../core/month.ts';
import type { Cause } from '../nights/cause.ts';
import type { FoundNow } from './find-now.ts';

/**
 * Texts that the decision cites and that could not be cited for its months any more, as the rules stand now: taken out of them, no
 * ground any more, repealed before, or in force only since.
 */
export function lawCauses({ state, findings, on }: DecidedCase, now: FoundNow): Cause[] {
  const cited = state.decided?.basis ?? [];
  const texts: LegalBasis[] = [];
  const months = new Set<number>();
  const citable = new Set<string>();
  for (const { rule_id, lines } of findings) {
    const rule = now.countingOf(rule_id)?.rule;
    if (rule === undefined) continue;
    texts.push(...rule.legal_basis);
    const own = monthsInQuestion(lines, monthOf(on));
    for (const month of own) months.add(month);
    for (const ground of groundsFor(rule, own)) citable.add(cite(ground));
  }
  // of rules that count no more nothing can be said; that they do not is told in its own words
  if (texts.length === 0) return [];
  return cited
    .filter((text) => !citable.has(text))
    .map((text) =>
      blameLaw(
        text,
        texts.find((one) => cite(one) === text),
        months,
      ),
    );
}

function blameLaw(text: string, found: LegalBasis | undefined, months: ReadonlySet<number>): Cause {
  if (found === undefined || found.is_ground === false) {
    return {
      kind: 'law',
      zh: `所引“${text}”已不在规则的依据里`,
      en: `"${text}", which was cited, is no ground of the rule any more`,
    };
  }
  const span = [Math.min(...months), Math.max(...months)].map(formatMonth);
  const [first, last] = span;
  const [zh, en] = first === last ? [first, first] : [span.join('至'), span.join(' to ')];
  return found.to !== undefined && found.to.slice(0, 7) < (last ?? '')
    ? {
        kind: 'law',
        zh: `所引“${text}”已于 ${found.to} 失效，所属期是 ${zh}`,
        en: `"${text}", which was cited, was repealed on ${found.to}; the months are ${en}`,
      }
    : {
        kind: 'law',
        zh: `所引“${text}”自 ${found.from} 起才有效，所属期是 ${zh}`,
        en: `"${text}", which was cited, is in force only from ${found.from}; the months are ${en}`,
      };
}
