import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

let workbench: Workbench;
let home: string;
beforeAll(async () => {
  home = await copyDemoHome();
  workbench = await openDemo(home);
});
afterAll(() => closeDemo(workbench, home));

it('a connection that never sends a whole request is ended, and others are served meanwhile', async () => {
  const { hostname, port } = new URL(workbench.address);
  const open = (begin: string): { socket: Socket; closed: Promise<void> } => {
    const socket = connect(Number(port), hostname, () => socket.write(begin));
    socket.on('error', () => {}).resume();
    return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
  };
  const half = Array.from({ length: 150 }, () => open('GET /api/office HTTP/1.1\r\nhost: x\r\nx-more: '));
  const silent = Array.from({ length: 150 }, () => open(''));
  expect((await fetch(`${workbench.address}/api/office`)).status).toBe(200);
  await Promise.all([...half, ...silent].map(({ closed }) => closed));
  expect((await fetch(`${workbench.address}/api/office`)).status).toBe(200);
}, 90_000);
