import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';

/** The pack as if the rule belonged to it; another version of it gives way. */
export function packWith(rule: RuleDefinition): RuleDefinition[] {
  return [...loadRules().filter(({ rule_id }) => rule_id !== rule.rule_id), rule];
}
