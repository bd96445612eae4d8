import { describe, expect, test } from 'vitest';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { checkedFamilies, EVERY_CLAIM, loadChecks } from '../../explanation/innocent.ts';

const rules = loadRules();

describe('innocent explanations', () => {
  test('a check answers an explanation that some rule of its family gives', () => {
    for (const family of checkedFamilies()) {
      if (family === EVERY_CLAIM) continue;
      const given = rules
        .filter(({ rule_id: id }) => id.startsWith(`${family}/`))
        .flatMap(({ innocent_explanations: texts }) => texts);
      const stale = loadChecks(family).filter(({ says }) => !given.includes(says));
      expect(stale, family).toEqual([]);
    }
  });

  test('every explanation of a checked family has its English', () => {
    for (const { rule_id: id, innocent_explanations: texts } of rules) {
      const checks = loadChecks(id.split('/')[0] ?? '');
      if (checks.length === 0) continue;
      const missing = texts.filter((text) => !checks.some(({ says }) => says === text));
      expect(missing, id).toEqual([]);
    }
  });

  test('what may be found unsupported says what was looked at', () => {
    for (const family of checkedFamilies()) {
      for (const { says, asks, none } of loadChecks(family)) {
        expect(none !== undefined, `${family}: ${says}`).toBe(asks !== undefined);
      }
    }
  });
});
