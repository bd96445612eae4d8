import { rules } from '../../../contract/rules.ts';
import { implement } from '../../implement.ts';
import { tellRule, tellRules } from './told-rules.ts';
import { tryRule } from './try-rule.ts';

export const implementations = [
  implement(rules.list, ({ desk }) => tellRules(desk)),
  implement(rules.read, ({ desk }, { query }) => tellRule(desk, query.rule_id)),
  implement(rules.try, ({ desk }, { body }) => tryRule(desk, body.rule_id, body.changes)),
];
