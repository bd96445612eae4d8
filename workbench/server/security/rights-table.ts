import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROLES, type Role, type User } from '../../../casework/roles.ts';

const role = z.enum(ROLES as readonly [Role, ...Role[]]);
const GROUPS = ['work', 'look', 'data', 'watch'] as const;

const pagesFile = z.strictObject({
  pages: z.array(z.strictObject({ page: z.string(), group: z.enum(GROUPS), roles: z.array(role).min(1) })),
  landing: z.record(role, z.string()),
});

const right = z.union([z.enum(['anyone', 'signed-in', 'locked']), z.array(role).min(1)]);
const rightsFile = z.record(z.string(), right);

/** Who may ask an endpoint: nobody in particular, anybody signed in (also behind the lock), or some roles. */
export type Right = z.infer<typeof right>;

export interface PageRight {
  page: string;
  group: (typeof GROUPS)[number];
  roles: readonly Role[];
}

export interface RightsTable {
  pages: readonly PageRight[];
  landing: Readonly<Record<Role, string>>;
  endpoints: ReadonlyMap<string, Right>;
}

const SERVER = join(import.meta.dirname, '..');

/** Reads the pages and, beside each area, who may ask its endpoints. */
export function loadRights(server = SERVER): RightsTable {
  const { pages, landing } = pagesFile.parse(parse(readFileSync(join(server, 'pages.yaml'), 'utf8')));
  const endpoints = new Map<string, Right>();
  for (const area of readdirSync(join(server, 'areas')).sort()) {
    const file = join(server, 'areas', area, 'rights.yaml');
    if (!existsSync(file)) continue;
    for (const [id, given] of Object.entries(rightsFile.parse(parse(readFileSync(file, 'utf8'))))) {
      if (endpoints.has(id)) throw new Error(`two rights are given for ${id}`);
      endpoints.set(id, given);
    }
  }
  return { pages, landing, endpoints };
}

const rolesOf = (user: User): ReadonlySet<Role> => new Set(user.grants.map((grant) => grant.role));

export function mayAsk(table: RightsTable, endpointId: string, user: User): boolean {
  const given = table.endpoints.get(endpointId);
  if (given === undefined || user.is_disabled) return false;
  if (typeof given === 'string') return true;
  const roles = rolesOf(user);
  return given.some((one) => roles.has(one));
}

/** The pages of a user; the one they land on comes first among equals when they sign in. */
export function pagesOf(table: RightsTable, user: User): PageRight[] {
  const roles = rolesOf(user);
  return table.pages.filter((page) => page.roles.some((one) => roles.has(one)));
}

export function landingOf(table: RightsTable, user: User): string | null {
  const own = pagesOf(table, user).map(({ page }) => page);
  const wished = user.grants.map((grant) => table.landing[grant.role]).find((page) => own.includes(page));
  return wished ?? own[0] ?? null;
}
