import { loadCase } from '../../casework/casebook/load-case.ts';
import type { Evidence } from '../../casework/decision-guard.ts';
import { execute } from '../../casework/execute.ts';
import { isAddresseeDead } from '../../casework/parties.ts';
import type { Role } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import type { Move } from '../../core/words/moves.ts';
import type { Desk } from '../../workbench/server/desk.ts';
import { grant } from '../support/sample-office.ts';

let keys = 0;

/** What a person has to have looked at before they substantiate. */
export const LOOKED = ['b'];

const OF_IT = { finding_key: 'f1' };

/** Evidence of any case: these tests are about what comes after the decision. */
export const SEEN: Evidence = {
  explanations: [
    {
      key: 'a',
      ...OF_IT,
      text: '死亡登记可能有误',
      verdict: 'unsupported',
      looked_at: '三个来源的死亡日期一致',
    },
    { key: 'b', ...OF_IT, text: '取款人不知情', verdict: 'look', looked_at: '请核实' },
  ],
  is_contrary: false,
  basis: [{ text: '社会保险稽核办法', article: '第十二条' }],
};

/** Makes one move on a case of the demonstration; a refusal is a fault of the test. */
export function act(desk: Desk, user: string, caseId: string, move: Move, given: object = {}): void {
  keys += 1;
  const key = `test-${keys}-${caseId}`;
  const evidence = SEEN;
  const input = move === 'substantiate' ? { looked: LOOKED, ...given } : given;
  const request = { key, user, via: 'test', case_id: caseId, move, input, evidence };
  const outcome = execute(desk.ledger, desk.office, request);
  if (!outcome.ok) throw new Error(`${move} by ${user}: ${outcome.refusal.en}`);
}

/** Lets one more person into the office, with one role, by the administrator's hand. */
export function addColleague({ ledger, office }: Desk, user_id: string, name: string, role: Role): void {
  const added = { user_id, display_name: name, grants: [grant(role)] };
  const outcome = addUser(ledger, office, { user: 'admin', via: 'test' }, added);
  if (!outcome.ok) throw new Error(outcome.refusal.en);
}

const SIGNERS = ['lina', 'zhouqiang', 'wuping', 'zhouju'];

/** Takes a case from the night's finding to the approved amount, by all the hands that belong to it. */
export function bringDemoCaseToApproval(desk: Desk, caseId: string, investigator = 'zhangmin'): void {
  act(desk, 'chenjing', caseId, 'assign', { assignee: investigator });
  const state = loadCase(desk.ledger, caseId);
  if (state !== null && isAddresseeDead(state))
    act(desk, investigator, caseId, 'name-debtor', { name: '王小明', relation: '之子' });
  act(desk, investigator, caseId, 'substantiate', { reason: '入户核实' });
  act(desk, investigator, caseId, 'fix-amount');
  for (const signer of SIGNERS) {
    const waiting = loadCase(desk.ledger, caseId)?.documents.some(({ status }) => status === 'pending');
    if (waiting) act(desk, signer, caseId, 'approve');
  }
}

/** … and on to a notice that has been served. */
export function bringDemoCaseToService(desk: Desk, caseId: string): void {
  bringDemoCaseToApproval(desk, caseId);
  act(desk, 'zhangmin', caseId, 'notify', { on: '2023-01-10' });
  act(desk, 'zhangmin', caseId, 'serve', { on: '2023-01-12', servers: ['张经办', '李经办'] });
}
