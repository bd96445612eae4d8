import { ROLES } from '../../../../casework/roles.ts';
import { countAdministrators, mayBeGiven } from '../../../../casework/users/administration.ts';
import {
  addUser,
  disableUser,
  enableUser,
  type UserOutcome,
} from '../../../../casework/users/manage-users.ts';
import { setPassword, unlockUser } from '../../../../casework/users/passwords.ts';
import { approveGrants, proposeGrants, rejectGrants } from '../../../../casework/users/propose-grants.ts';
import { randomPassword } from '../../../../casework/users/random-password.ts';
import { handOutPassword, resetSecondFactor } from '../../../../casework/users/reset-password.ts';
import { users as contract } from '../../../contract/users.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { knownTownships, listAccounts } from './list-accounts.ts';
import { matrixCsv, matrixWorkbook } from './matrix-file.ts';
import { permissionMatrix } from './permission-matrix.ts';

export const implementations = [
  implement(contract.list, async ({ desk }) => ({
    users: listAccounts(desk),
    administrators: countAdministrators(desk.ledger),
    roles: ROLES.filter((role) => mayBeGiven(desk.office, role)),
    townships: await knownTownships(desk),
  })),
  implement(contract.add, (asking, { body }) => {
    const { desk } = asking;
    settled(addUser(desk.ledger, desk.office, askerOf(asking), body));
    return { password: givePassword(asking, body.user_id) };
  }),
  implement(contract.disable, (asking, { params, body }) => {
    const { desk } = asking;
    settled(disableUser(desk.ledger, desk.office, askerOf(asking), params.user_id, body.reason));
    desk.sessions.endAllOf(params.user_id);
    return undefined;
  }),
  implement(contract.enable, (asking, { params, body }) => {
    const { desk } = asking;
    settled(enableUser(desk.ledger, desk.office, askerOf(asking), params.user_id, body.reason));
    return undefined;
  }),
  implement(contract.resetPassword, (asking, { params }) => {
    const { desk } = asking;
    const password = randomPassword(desk.office.password.min_length);
    const outcome = handOutPassword(desk.ledger, desk.office, askerOf(asking), params.user_id, password);
    if ('code' in outcome) throwRefused(outcome);
    if (!outcome.set) return { password: null };
    desk.sessions.endAllOf(params.user_id);
    return { password };
  }),
  implement(contract.resetSecondFactor, (asking, { params }) => {
    const { desk } = asking;
    const outcome = resetSecondFactor(desk.ledger, desk.office, askerOf(asking), params.user_id);
    if ('code' in outcome) throwRefused(outcome);
    if (outcome.set) desk.sessions.endAllOf(params.user_id);
    return { removed: outcome.set };
  }),
  implement(contract.unlock, (asking, { params }) => {
    const { desk } = asking;
    const refusal = unlockUser(desk.ledger, desk.office, askerOf(asking), params.user_id);
    if (refusal !== null) throwRefused(refusal);
    desk.pauses.lift(params.user_id);
    return undefined;
  }),
  implement(contract.propose, (asking, { params, body }) => {
    const { desk } = asking;
    settled(
      proposeGrants(desk.ledger, desk.office, askerOf(asking), params.user_id, body.grants, body.reason),
    );
    return undefined;
  }),
  implement(contract.approve, (asking, { params, body }) => {
    const { desk } = asking;
    settled(approveGrants(desk.ledger, desk.office, askerOf(asking), params.user_id, body.seq));
    // what is open in a browser was opened with the earlier rights
    desk.sessions.endAllOf(params.user_id);
    return undefined;
  }),
  implement(contract.reject, (asking, { params, body }) => {
    const { desk } = asking;
    settled(rejectGrants(desk.ledger, desk.office, askerOf(asking), params.user_id, body.seq, body.reason));
    return undefined;
  }),
  implement(contract.matrix, ({ desk }) => permissionMatrix(desk)),
  implement(contract.matrixFile, ({ desk, language }, { query }) => {
    const matrix = permissionMatrix(desk);
    return query.format === 'csv' ? matrixCsv(matrix, language) : matrixWorkbook(matrix, language);
  }),
];

function askerOf({ user, via }: Asking): { user: string; via: string } {
  return { user: user.user_id, via };
}

function settled(outcome: UserOutcome): void {
  if (!outcome.ok) throwRefused(outcome.refusal);
}

function givePassword(asking: Asking, userId: string): string {
  const { ledger, office } = asking.desk;
  const password = randomPassword(office.password.min_length);
  const refusal = setPassword(ledger, office, askerOf(asking), userId, password);
  if (refusal !== null) throwRefused(refusal);
  return password;
}
