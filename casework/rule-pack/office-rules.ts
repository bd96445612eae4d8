import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { RuleDefinition } from './definition.ts';
import { loadRule, RULE_FILES, ruleIds } from './load.ts';

/** How a rule is called: family and name, in small letters, digits and dashes. */
export const RULE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The ids of the folders in which the office writes rules of its own; none where it writes none. */
export function officeRuleIds(folder: string): string[] {
  return existsSync(folder) ? ruleIds(folder).filter((ruleId) => RULE_ID.test(ruleId)) : [];
}

/** One rule of the office, as its folder says it now; refused where there is none, or where it cannot be read. */
export function loadOfficeRule(folder: string, ruleId: string): RuleDefinition {
  if (!RULE_ID.test(ruleId) || !existsSync(join(folder, ruleId))) {
    throw new Refusal(
      'rule-unknown',
      `本单位没有自己的规则 ${ruleId}（应在 ${join(folder, ...ruleId.split('/'))}）；hedui rules new ${ruleId} 建一个。`,
      `The office has no rule of its own called ${ruleId}; hedui rules new ${ruleId} makes one.`,
    );
  }
  return loadRule(folder, ruleId);
}

/** Changes with every letter of a rule's files. */
export function fingerprintOf(folder: string): string {
  const texts = RULE_FILES.map((file) => {
    const path = join(folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  });
  return sha256Hex(JSON.stringify(texts));
}
