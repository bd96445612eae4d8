import { recompute } from '../../../contract/recompute.ts';
import { ruleLives } from '../../../contract/rule-lives.ts';
import { ruleTrust } from '../../../contract/rule-trust.ts';
import { rules } from '../../../contract/rules.ts';
import { implement } from '../../implement.ts';
import { listRules, readRule } from './list-rules.ts';
import { readCaseOnDay, readTouched, readTouchedIf, touchedFile } from './recompute.ts';
import { listLives, release, retire, shadow, shadowFindings } from './rule-lives.ts';
import { enterLook, readNotShown, readRuleTrust, readSamples } from './rule-trust.ts';
import { tryRule } from './try-rule.ts';

export const implementations = [
  implement(rules.list, ({ desk }) => listRules(desk)),
  implement(rules.read, ({ desk }, { query }) => readRule(desk, query.rule_id)),
  implement(rules.try, (asking, { body }) => tryRule(asking, body.rule_id, body.changes)),
  implement(ruleTrust.trust, ({ desk }, { query }) => readRuleTrust(desk, query.rule_id)),
  implement(ruleTrust.sample, ({ desk }, { query }) => readSamples(desk, query.rule_id)),
  implement(ruleTrust.look, (asking, { body }) => enterLook(asking, body)),
  implement(ruleTrust.unseen, ({ desk }) => readNotShown(desk)),
  implement(recompute.touched, ({ desk }) => readTouched(desk)),
  implement(recompute.touchedIf, ({ desk }, { body }) => readTouchedIf(desk, body)),
  implement(recompute.touchedFile, (asking, { body }) => touchedFile(asking, body)),
  implement(recompute.onDay, ({ desk }, { params, query }) => readCaseOnDay(desk, params.case_id, query.day)),
  implement(ruleLives.lives, ({ desk }) => listLives(desk)),
  implement(ruleLives.shadowFindings, ({ desk }, { query }) => shadowFindings(desk, query.rule_id)),
  implement(ruleLives.shadow, (asking, { body }) => shadow(asking, body)),
  implement(ruleLives.release, (asking, { body }) => release(asking, body)),
  implement(ruleLives.retire, (asking, { body }) => retire(asking, body)),
];
