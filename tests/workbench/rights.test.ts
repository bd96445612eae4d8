import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import { setPassword } from '../../casework/users/passwords.ts';
import { approveGrants, proposedGrants } from '../../casework/users/propose-grants.ts';
import type { Endpoint } from '../../workbench/contract/endpoint.ts';
import { loadAreas } from '../../workbench/server/load-areas.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { loadRights } from '../../workbench/server/security/rights-table.ts';
import { grant } from '../support/sample-office.ts';
import { type Caller, signedIn } from './caller.ts';
import { closeDemo, copyDemoHome, openDemo, PASSWORD } from './stand.ts';

const implementations = await loadAreas();
const endpoints: readonly Endpoint[] = implementations.map(({ endpoint }) => endpoint);
const rights = loadRights();

/** One demo user of each role. */
const USER_OF: Readonly<Record<(typeof ROLES)[number], string>> = {
  supervisor: 'chenjing',
  investigator: 'zhangmin',
  approver: 'lina',
  cashier: 'heqin',
  manager: 'zhouju',
  auditor: 'sunshen',
  administrator: 'admin',
  clerk: 'maxiang',
  'security-administrator': 'anquan',
  'audit-administrator': 'jilu',
};

/** An address with every parameter filled by something that does not exist. */
const addressOf = ({ path }: Endpoint): string => `/api${path.replace(/\{\w+\}/g, 'nothing')}`;

describe('the table of rights', () => {
  it('names every endpoint that is served, and none that is not', () => {
    expect(endpoints.length).toBeGreaterThan(20);
    const served = endpoints.map(({ id }) => id);
    expect(served.filter((id) => !rights.endpoints.has(id))).toEqual([]);
    expect([...rights.endpoints.keys()].filter((id) => !served.includes(id))).toEqual([]);
  });

  it('gives no two endpoints one name or one address', () => {
    const names = endpoints.map(({ id }) => id);
    const addresses = endpoints.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('lets nobody ask without signing in, but for signing in itself and the name of the office', () => {
    const open = [...rights.endpoints].filter(([, right]) => right === 'anyone').map(([id]) => id);
    expect(open.sort()).toEqual(['session.login', 'session.office']);
  });

  it('lets the administrator see no case, decide nothing and approve nothing', () => {
    const own = [...rights.endpoints]
      .filter(([, right]) => Array.isArray(right) && right.includes('administrator'))
      .map(([id]) => id.split('.')[0] ?? '');
    expect([...new Set(own)].filter((area) => !['users', 'audit', 'settings'].includes(area))).toEqual([]);
  });

  it('lets the auditor change nothing', () => {
    const changing = endpoints
      .filter(({ method }) => method !== 'get')
      .filter(({ id }) => {
        const right = rights.endpoints.get(id);
        return Array.isArray(right) && right.includes('auditor');
      })
      .map(({ id }) => id);
    // a list is asked with a body, since what is sought may be a name; a saved view is one's own; copies are written down
    const HARMLESS = /^audit\.|\.export$|^queue\.(?:list|save-view|delete-view)$/;
    expect(changing.filter((id) => !HARMLESS.test(id))).toEqual([]);
  });
});

describe('every endpoint', () => {
  let workbench: Workbench;
  let home: string;
  const callers = new Map<string, Caller>();
  beforeAll(async () => {
    home = await copyDemoHome();
    writeFileSync(join(home, 'hedui.yaml'), 'casework: { administration: separated }\n');
    workbench = await openDemo(home);
    addKeepers(workbench);
    for (const role of ROLES) callers.set(role, await signedIn(workbench, USER_OF[role]));
  });
  afterAll(() => closeDemo(workbench, home));

  it('answers nobody who has not signed in', async () => {
    for (const endpoint of endpoints.filter(({ id }) => rights.endpoints.get(id) !== 'anyone')) {
      const response = await workbench.app.request(addressOf(endpoint), {
        method: endpoint.method.toUpperCase(),
      });
      expect([endpoint.id, response.status]).toEqual([endpoint.id, 401]);
    }
  });

  for (const role of ROLES) {
    it(`refuses ${role} what the table does not give them`, async () => {
      const caller = callers.get(role);
      const closed = endpoints.filter(({ id }) => {
        const right = rights.endpoints.get(id);
        return (
          Array.isArray(right) && !right.includes(role) && !(role === 'manager' && right.includes('approver'))
        );
      });
      expect(closed.length).toBeGreaterThan(3);
      for (const endpoint of closed) {
        const response = await caller?.ask(endpoint.method, addressOf(endpoint), {});
        expect([endpoint.id, response?.status]).toEqual([endpoint.id, 403]);
      }
    });
  }

  it('refuses a change that does not carry the token of its session', async () => {
    const caller = callers.get('supervisor');
    for (const endpoint of endpoints.filter(
      ({ method, id }) => method !== 'get' && rights.endpoints.get(id) !== 'anyone',
    )) {
      const response = await workbench.app.request(addressOf(endpoint), {
        method: endpoint.method.toUpperCase(),
        headers: { cookie: caller?.cookie ?? '' },
      });
      expect([endpoint.id, response.status]).toEqual([endpoint.id, 403]);
      expect(await response.json()).toMatchObject({ error: { code: 'token-missing' } });
    }
  });
});

/** The administrators of security and of records, as an office makes them that begins to keep its administrators apart. */
function addKeepers({ desk: { ledger, office } }: Workbench): void {
  const admin = { user: 'admin', via: 'test' };
  for (const role of ['security-administrator', 'audit-administrator'] as const) {
    const user_id = USER_OF[role];
    const added = { user_id, display_name: user_id, grants: [grant(role)] };
    if (!addUser(ledger, office, admin, added).ok) throw new Error(role);
    const open = proposedGrants(ledger, user_id);
    if (open !== null) approveGrants(ledger, office, { user: 'anquan', via: 'test' }, user_id, open.seq);
    setPassword(ledger, office, { user: user_id, via: 'test' }, user_id, PASSWORD);
  }
}
