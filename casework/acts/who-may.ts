import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { businessDay } from '../business-day.ts';
import type { Office } from '../office.ts';
import { principalsOf } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { hasRole, STANDINGS, type Standing, type User } from '../roles.ts';

const right = z.union([z.enum(['anyone', 'signed-in', 'locked']), z.array(z.enum(STANDINGS)).min(1)]);
const actsFile = z.record(z.string(), right);
const verbsFile = z.record(z.string(), z.union([z.literal('machine'), right, z.string()]));

/** Who may ask for an act: nobody in particular, anybody signed in (also behind the lock), or some roles. */
export type Right = z.infer<typeof right>;

const VERBS = 'verbs.yaml';

/** Every act by its name, `area.act`, with who may ask for it; one file per area. */
export function loadActs(folder = import.meta.dirname): Map<string, Right> {
  const acts = new Map<string, Right>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.yaml') || file === VERBS) continue;
    for (const [act, given] of Object.entries(actsFile.parse(read(folder, file)))) {
      if (acts.has(act)) throw new Error(`two rights are given for ${act}`);
      acts.set(act, given);
    }
  }
  return acts;
}

/** Every verb of the command line, or group of verbs, with who may ask for it; null where it acts in nobody's name. */
export function loadVerbs(acts = loadActs(), folder = import.meta.dirname): Map<string, Right | null> {
  const verbs = Object.entries(verbsFile.parse(read(folder, VERBS)));
  return new Map(
    verbs.map(([verb, given]) => {
      if (given === 'machine') return [verb, null];
      const known = typeof given === 'string' ? (acts.get(given) ?? right.safeParse(given).data) : given;
      if (known === undefined) throw new Error(`the verb ${verb} is an act that nobody knows: ${given}`);
      return [verb, known];
    }),
  );
}

/** The right to a verb: its own, or that of its group. Undefined where nobody has said. */
export function rightToVerb(
  verbs: ReadonlyMap<string, Right | null>,
  verb: string,
): Right | null | undefined {
  return verbs.has(verb) ? verbs.get(verb) : verbs.get(verb.split(' ')[0] ?? '');
}

/** Everything a user is today; nothing once they are disabled. */
export function standingsOf(
  { ledger, office }: { ledger: Ledger; office: Pick<Office, 'now' | 'administration'> },
  user: User,
): Set<Standing> {
  if (user.is_disabled) return new Set();
  const principals = principalsOf(ledger, user.user_id, businessDay(office.now()));
  const isDelegate = principals.some((principal) => hasRole(principal, 'approver'));
  const isJoined = office.administration === 'joined' && hasRole(user, 'administrator');
  return new Set([
    ...user.grants.map((grant) => grant.role),
    ...(isDelegate ? ['delegate' as const] : []),
    ...(isJoined ? ['joined-administrator' as const] : []),
  ]);
}

/** Whether somebody of these standings has a right; nobody has one who has none. */
export function has(given: Right | undefined, standings: ReadonlySet<Standing>): boolean {
  if (given === undefined || standings.size === 0) return false;
  return typeof given === 'string' || given.some((one) => standings.has(one));
}

/** Why somebody may not ask for an act or a verb. */
export function refuseWithoutRight(
  given: Right | undefined,
  standings: ReadonlySet<Standing>,
): CommandRefusal | null {
  return has(given, standings) ? null : refuse('no-right');
}

function read(folder: string, file: string): unknown {
  return readYamlFile(join(folder, file));
}
