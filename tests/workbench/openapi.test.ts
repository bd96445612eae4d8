import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { type Caller, signedIn } from './caller.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

interface Described {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

describe('the description of the interface at /api/openapi.json', () => {
  let workbench: Workbench;
  let home: string;
  let described: Described;
  let callers: Caller[];
  beforeAll(async () => {
    home = await copyDemoHome();
    workbench = await openDemo(home);
    described = (await (await workbench.app.request('/api/openapi.json')).json()) as Described;
    callers = await Promise.all(
      ['chenjing', 'zhangmin', 'lina', 'admin'].map((user) => signedIn(workbench, user)),
    );
  });
  afterAll(() => closeDemo(workbench, home));

  const operations = () =>
    Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );

  it('names every endpoint that is served by its method and address, and no other', () => {
    expect(described.openapi).toBe('3.1.0');
    const told = operations().map(({ operationId, method, path }) => `${operationId} ${method} ${path}`);
    const served = workbench.desk.endpoints.map(({ id, method, path }) => `${id} ${method} /api${path}`);
    expect(told.sort()).toEqual(served.sort());
    expect(operations().filter(({ summary }) => summary === '')).toEqual([]);
  });

  it('gives the shape of every answer that is an object', () => {
    const silent = operations().filter(({ responses }) => {
      const answer = responses['200'];
      return answer !== undefined && Object.keys(answer.content ?? {}).length === 0;
    });
    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('is kept to: what comes back has exactly the fields that are described', async () => {
    const plain = workbench.desk.endpoints.filter(
      ({ method, kind, path, query }) =>
        method === 'get' && kind === 'json' && !path.includes('{') && query.safeParse({}).success,
    );
    expect(plain.length).toBeGreaterThan(15);
    const asked: string[] = [];
    for (const endpoint of plain) {
      for (const caller of callers) {
        const response = await caller.ask('get', `/api${endpoint.path}`);
        if (response.status !== 200) continue;
        const answer: unknown = await response.json();
        expect(endpoint.answer.parse(answer), endpoint.id).toEqual(answer);
        asked.push(endpoint.id);
        break;
      }
    }
    expect(asked.length).toBeGreaterThan(15);
  });

  it('decides no case by a move alone: evidence, ground and day of review belong to it, and come with the decision', async () => {
    const [supervisor, investigator] = callers;
    const [free] = workbench.desk.ledger
      .statement(`select case_id from case_state where status = 'new' order by case_number limit 1`)
      .all();
    const path = `/api/cases/${String(free?.case_id)}/moves`;
    const move = (name: string, input: object) => ({ key: `alone-${name}`, move: name, input });
    expect((await supervisor?.ask('post', path, move('assign', { assignee: 'zhangmin' })))?.status).toBe(200);
    for (const outcome of ['substantiate', 'clear', 'leave-unverifiable']) {
      const answer = await investigator?.ask('post', path, move(outcome, { reason: '已核实' }));
      expect(answer?.status, outcome).toBe(400);
      expect(await answer?.json(), outcome).toMatchObject({ error: { code: 'invalid-request' } });
    }
  });
});
