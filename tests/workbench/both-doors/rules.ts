import { loadUser } from '../../../casework/reads/users/users.ts';
import { releaseRule, shadowRule } from '../../../casework/rule-life/change-life.ts';
import { ruleOf } from '../../../casework/rule-life/move-rule.ts';
import { fingerprintOf } from '../../../casework/rule-pack/office-rules.ts';
import { addColleague } from '../demo-case.ts';
import type { Doors } from './doors.ts';

const RULE = 'card/unfit';
const REASON = '先看一看';

/** What is refused while a rule is brought to count, or taken away. */
export async function playRuleLife(doors: Doors): Promise<void> {
  const byWeb = (move: string, rule: string, months: object = {}) =>
    doors.byWeb('chenjing', 'post', `/api/rules/${move}`, { rule_id: rule, reason: REASON, ...months });
  const typed = (move: string, rule: string, ...months: string[]) => [
    ...['rules', move, rule, '--reason', REASON, '--as', 'chenjing', ...months],
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
  const turned = byWeb('release', RULE, { from: 202212, to: 202201 });
  await doors.same(
    'rule-months-turned',
    turned,
    typed('release', RULE, '--from', '2022-12', '--to', '2022-01'),
  );
  const all = { ...change, from: null, to: null };
  releaseRule(ledger, office, by('sunli'), all, 0);
  const others = byWeb('release', RULE, { from: 202201 });
  await doors.same('rule-other-months', others, typed('release', RULE, '--from', '2022-01'));
  releaseRule(ledger, office, by('chenjing'), all, 0);
  await doors.same('rule-counts-already', byWeb('shadow', RULE), typed('shadow', RULE));
}
