import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readStreams } from '../../storage/ledger/journal.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { type Caller, signedIn } from './caller.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

let workbench: Workbench;
let home: string;
let caller: Caller;
beforeAll(async () => {
  home = await copyDemoHome();
  workbench = await openDemo(home);
  caller = await signedIn(workbench, 'chenjing');
});
afterAll(() => closeDemo(workbench, home));

const entered = () =>
  [...readStreams(workbench.desk.ledger, ['input', 'night'])]
    .filter(({ actor }) => actor === 'chenjing')
    .map(({ type, payload, via }) => ({ type, payload, via: via.split(' ')[0] }));

it('enters who sent a file, who took it out and who began the night', async () => {
  const text = '姓名,身份证号,死亡日期,注销原因\n段小平,532526195001019915,2022-05-01,死亡\n';
  const send = (name: string) =>
    workbench.app.request(`/api/sources/inbox?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: {
        cookie: caller.cookie,
        'x-hedui-token': caller.token,
        'content-type': 'application/octet-stream',
      },
      body: text,
    });
  const { hash } = (await (await send('注销.csv')).json()) as { hash: string };
  expect(((await (await send('又一份.csv')).json()) as { times: number }).times).toBe(2);
  expect((await caller.ask('delete', `/api/sources/inbox/${hash}`)).status).toBe(204);
  expect((await caller.ask('post', '/api/nights/run', { as_of: '2022-12-31' })).status).toBe(200);
  expect((await caller.ask('delete', '/api/nights/run')).status).toBe(200);
  await vi.waitFor(
    async () =>
      expect(await (await caller.ask('get', '/api/nights/run')).json()).toMatchObject({ outcome: 'stopped' }),
    { timeout: 60_000, interval: 200 },
  );
  expect(entered()).toEqual([
    { type: 'FileSent', payload: { file: '注销.csv', bytes: expect.any(Number) }, via: 'web' },
    { type: 'FileSent', payload: { file: '又一份.csv', bytes: expect.any(Number) }, via: 'web' },
    { type: 'FileRemoved', payload: { file: '注销.csv' }, via: 'web' },
    { type: 'NightStarted', payload: { inbox: null }, via: 'web' },
    { type: 'NightStopped', payload: {}, via: 'web' },
  ]);
});
