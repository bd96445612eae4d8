import { userInfo } from 'node:os';
import { Refusal } from '../../core/errors.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { loadUser } from '../reads/users/users.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import type { User } from '../roles.ts';
import { login } from '../users/passwords.ts';
import { refuseWithoutFactor } from '../users/second-factor.ts';

/** How an act came in: by the command line, and from which account of the machine. */
export function commandLineDoor(): string {
  try {
    return `command-line:${userInfo().username}`;
  } catch {
    return 'command-line';
  }
}

/**
 * The user somebody acts as. Whoever can start programs on the office's machine is trusted to name
 * themselves, unless the settings ask for the password too (and then for a code of whoever has a second factor); the machine's account is recorded either way.
 */
export function actingUser(ledger: Ledger, office: Office, userId: string): User {
  if (userId === '') throwRefusal(refuse('name-who-acts'));
  const user = loadUser(ledger, userId);
  if (user === null) throwRefusal(refuse('unknown-user', { user: userId }));
  if (user.is_disabled) throwRefusal(refuse('user-disabled', { user: userId }));
  if (!office.command_line_password) return user;
  const password = process.env.HEDUI_PASSWORD;
  if (password === undefined) {
    throw new Refusal(
      'password-required',
      '本单位要求命令行也验证口令，请放在环境变量 HEDUI_PASSWORD 中',
      'This office asks for the password on the command line too; put it into HEDUI_PASSWORD',
    );
  }
  const code = process.env.HEDUI_CODE ?? '';
  const outcome = login(ledger, office, commandLineDoor(), userId, password, code);
  if (!outcome.ok) throwRefusal(outcome.refusal);
  const without = refuseWithoutFactor({ ledger, office }, user);
  return without === null ? outcome.user : throwRefusal(without);
}
