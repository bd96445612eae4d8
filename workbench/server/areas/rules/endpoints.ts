import { rules } from '../../../contract/rules.ts';
import { implement } from '../../implement.ts';
import { listRules, readRule } from './list-rules.ts';
import { tryRule } from './try-rule.ts';

export const implementations = [
  implement(rules.list, ({ desk }) => listRules(desk)),
  implement(rules.read, ({ desk }, { query }) => readRule(desk, query.rule_id)),
  implement(rules.try, ({ desk }, { body }) => tryRule(desk, body.rule_id, body.changes)),
];
