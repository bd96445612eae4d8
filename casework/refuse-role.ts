import { type CommandRefusal, refuse } from './refusals.ts';
import { grantsFor, ROLE_TITLES, type Role, type User } from './roles.ts';

/** That only these roles may do something, in the office's two languages. */
export function refuseRole(move: { zh: string; en: string }, roles: readonly Role[]): CommandRefusal {
  return refuse('not-your-role', {
    move: move.zh,
    move_en: move.en,
    roles: roles.map((role) => ROLE_TITLES[role].zh).join('、'),
    roles_en: roles.map((role) => ROLE_TITLES[role].en).join(', '),
  });
}

/** What stands for every township at once, a supervisor of the whole county does alone. */
export function refuseLocal(user: User, move: { zh: string; en: string }): CommandRefusal | null {
  const isOfCounty = grantsFor(user, ['supervisor'], null).some(({ township }) => township === null);
  return isOfCounty ? null : refuseRole(move, ['supervisor']);
}
