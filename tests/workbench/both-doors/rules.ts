import { loadUser } from '../../../casework/reads/users.ts';
import { releaseRule, shadowRule } from '../../../casework/rule-life/change-life.ts';
import { ruleOf } from '../../../casework/rule-life/move-rule.ts';
import { fingerprintOf } from '../../../casework/rule-pack/office-rules.ts';
import { addColleague } from '../demo-case.ts';
import type { Doors } from './doors.ts';

const RULE = 'card/unfit';
const REASON = '先看一看';

/** What is refused while a rule is brought to count, or taken away. */
export async function playRuleLife(doors: Doors): Promise<void> {
  const byWeb = (move: string, rule: string) =>
    doors.byWeb('chenjing', 'post', `/api/rules/${move}`, { rule_id: rule, reason: REASON });
  const typed = (move: string, rule: string) => [
    ...['rules', move, rule, '--reason', REASON, '--as', 'chenjing'],
  ];
  await doors.same('rule-has-no-life', byWeb('retire', RULE), typed('retire', RULE));
  await doors.same('rule-not-in-shadow', byWeb('release', RULE), typed('release', RULE));
  const { ledger, office, workspace } = doors.desk;
  const { version, folder } = ruleOf(workspace, RULE);
  const change = { rule_id: RULE, version, fingerprint: fingerprintOf(folder), reason: REASON };
  const by = (name: string) => {
    const user = loadUser(ledger, name);
    if (user === null) throw new Error(`there is no ${name}`);
    return { user, via: 'test' };
  };
  shadowRule(ledger, office, by('chenjing'), change);
  await doors.same('shadow-too-short', byWeb('release', RULE), typed('release', RULE));
  addColleague(doors.desk, 'sunli', '孙丽', 'supervisor');
  for (const one of ['chenjing', 'sunli'])
    releaseRule(ledger, office, by(one), { ...change, from: null, to: null }, 0);
  await doors.same('rule-counts-already', byWeb('shadow', RULE), typed('shadow', RULE));
}
