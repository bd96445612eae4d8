import { loadCase } from '../../casework/casebook/load-case.ts';
import { execute } from '../../casework/execute.ts';
import type { Move } from '../../casework/words/moves.ts';
import type { Desk } from '../../workbench/server/desk.ts';

let keys = 0;

/** Makes one move on a case of the demonstration; a refusal is a fault of the test. */
export function act(desk: Desk, user: string, caseId: string, move: Move, input: unknown = {}): void {
  keys += 1;
  const request = { key: `test-${keys}-${caseId}`, user, via: 'test', case_id: caseId, move, input };
  const outcome = execute(desk.ledger, desk.office, request);
  if (!outcome.ok) throw new Error(`${move} by ${user}: ${outcome.refusal.en}`);
}

const SIGNERS = ['lina', 'zhouqiang', 'wuping', 'zhouju'];

/** Takes a case from the night's finding to the approved amount, by all the hands that belong to it. */
export function bringDemoCaseToApproval(desk: Desk, caseId: string, investigator = 'zhangmin'): void {
  act(desk, 'chenjing', caseId, 'assign', { assignee: investigator });
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
  act(desk, 'zhangmin', caseId, 'serve', { on: '2023-01-12' });
}
