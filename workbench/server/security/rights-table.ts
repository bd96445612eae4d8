import { join } from 'node:path';
import { z } from 'zod';
import { has, loadActs, type Right, standingsOf } from '../../../casework/acts/who-may.ts';
import { ROLES, type Role, STANDINGS, type Standing, type User } from '../../../casework/roles.ts';
import { readYamlFile } from '../../../core/yaml-file.ts';

const standing = z.enum(STANDINGS);
const role = z.enum(ROLES);
const GROUPS = ['work', 'look', 'data', 'watch'] as const;

const pagesFile = z.strictObject({
  pages: z.array(
    z.strictObject({ page: z.string(), group: z.enum(GROUPS), roles: z.array(standing).min(1) }),
  ),
  landing: z.record(role, z.string()),
});

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

/** Reads the pages, and who may ask for which act. */
export function loadRights(server = SERVER): RightsTable {
  const { pages, landing } = pagesFile.parse(readYamlFile(join(server, 'pages.yaml')));
  return { pages, landing, endpoints: loadActs() };
}

/** Whether somebody of these standings may ask; nobody may who has none. */
export function mayAsk(table: RightsTable, endpointId: string, standings: ReadonlySet<Standing>): boolean {
  return has(table.endpoints.get(endpointId), standings);
}

/** Whether somebody may ask for an act today; what waits for an act is told to those who may. */
export function may(
  desk: Parameters<typeof standingsOf>[0] & { rights: RightsTable },
  user: User,
  act: string,
): boolean {
  if (!desk.rights.endpoints.has(act)) throw new Error(`nobody has been given the right to ${act}`);
  return mayAsk(desk.rights, act, standingsOf(desk, user));
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
