import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { businessDay } from '../../../casework/business-day.ts';
import { principalsOf } from '../../../casework/reads/users.ts';
import { hasRole, ROLES, type Role, STANDINGS, type Standing, type User } from '../../../casework/roles.ts';
import type { Desk } from '../desk.ts';

const standing = z.enum(STANDINGS);
const role = z.enum(ROLES);
const GROUPS = ['work', 'look', 'data', 'watch'] as const;

const pagesFile = z.strictObject({
  pages: z.array(
    z.strictObject({ page: z.string(), group: z.enum(GROUPS), roles: z.array(standing).min(1) }),
  ),
  landing: z.record(role, z.string()),
});

const right = z.union([z.enum(['anyone', 'signed-in', 'locked']), z.array(standing).min(1)]);
const rightsFile = z.record(z.string(), right);

/** Who may ask an endpoint: nobody in particular, anybody signed in (also behind the lock), or some roles. */
export type Right = z.infer<typeof right>;

export interface PageRight {
  page: string;
  group: (typeof GROUPS)[number];
  roles: readonly Standing[];
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

/** Everything a user is today; nothing once they are disabled. */
export function standingsOf({ ledger, office }: Pick<Desk, 'ledger' | 'office'>, user: User): Set<Standing> {
  if (user.is_disabled) return new Set();
  const principals = principalsOf(ledger, user.user_id, businessDay(office.now()));
  const isDelegate = principals.some((principal) => hasRole(principal, 'approver'));
  return new Set([...user.grants.map((grant) => grant.role), ...(isDelegate ? ['delegate' as const] : [])]);
}

/** Whether somebody of these standings may ask; nobody may who has none. */
export function mayAsk(table: RightsTable, endpointId: string, standings: ReadonlySet<Standing>): boolean {
  const given = table.endpoints.get(endpointId);
  if (given === undefined || standings.size === 0) return false;
  return typeof given === 'string' || given.some((one) => standings.has(one));
}

/** The pages of somebody, in the order of the side bar. */
export function pagesOf(table: RightsTable, standings: ReadonlySet<Standing>): PageRight[] {
  return table.pages.filter((page) => page.roles.some((one) => standings.has(one)));
}

/** Where somebody lands: on the page of their first role that has one, else on the first page they have. */
export function landingOf(table: RightsTable, user: User, standings: ReadonlySet<Standing>): string | null {
  const own = pagesOf(table, standings).map(({ page }) => page);
  const wished = user.grants.map((grant) => table.landing[grant.role]).find((page) => own.includes(page));
  return wished ?? own[0] ?? null;
}
