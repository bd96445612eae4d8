import { type CommandRefusal, refuse } from './refusals.ts';
import { ROLE_TITLES, type Role } from './roles.ts';

/** That only these roles may do something, in the office's two languages. */
export function refuseRole(move: { zh: string; en: string }, roles: readonly Role[]): CommandRefusal {
  return refuse('not-your-role', {
    move: move.zh,
    move_en: move.en,
    roles: roles.map((role) => ROLE_TITLES[role].zh).join('、'),
    roles_en: roles.map((role) => ROLE_TITLES[role].en).join(', '),
  });
}
