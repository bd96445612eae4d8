import { setTimeout } from 'node:timers/promises';
import { hasSignedInFrom } from '../../../../casework/reads/users/logins.ts';
import type { User } from '../../../../casework/roles.ts';
import { loginAside } from '../../../../casework/users/passwords.ts';
import type { Asking } from '../../desk.ts';
import { Refused, throwRefused } from '../../refused.ts';

/** Every failure takes so long, whether the name is anybody's or not; deriving a key takes a tenth of it. */
const FAILURE_MS = 500;

/**
 * The user of a name, a password and the code of a second factor (`null`: the password alone). A failure is answered the same
 * and as late whatever was wrong; after several in a row the name waits (`sign-in-pauses.ts`), and meanwhile no password is
 * looked at.
 */
export async function checkPassword(
  asking: Asking,
  name: string,
  password: string,
  code: string | null = null,
): Promise<User> {
  const { desk, via, address } = asking;
  const began = performance.now();
  const isFamiliar = hasSignedInFrom(desk.ledger, name, via);
  const left = desk.pauses.left(name, address, isFamiliar);
  if (left > 0) throw paused(left);
  const outcome = await loginAside(desk.ledger, desk.office, via, name, password, code);
  if (outcome.ok) {
    desk.pauses.succeeded(name, address);
    return outcome.user;
  }
  desk.pauses.failed(name, address, isFamiliar);
  await setTimeout(Math.max(0, FAILURE_MS - (performance.now() - began)));
  throwRefused(outcome.refusal);
}

function paused(milliseconds: number): Refused {
  const seconds = Math.ceil(milliseconds / 1000);
  return new Refused(
    'sign-in-paused',
    `输错次数太多，请过 ${seconds} 秒再试。`,
    `Too many failures; try again in ${seconds} seconds.`,
    429,
  );
}
