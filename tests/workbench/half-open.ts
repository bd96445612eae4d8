import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import type { Workbench } from '../../workbench/server/open-workbench.ts';

/** Opens connections that send half a request or nothing; ends once all are ended, others being served meanwhile and after. */
export async function endHalfOpen({ address }: Workbench): Promise<void> {
  const { hostname, port } = new URL(address);
  const open = (begin: string): { socket: Socket; closed: Promise<void> } => {
    const socket = connect(Number(port), hostname, () => socket.write(begin));
    socket.on('error', () => {}).resume();
    return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
  };
  const half = Array.from({ length: 150 }, () => open('GET /api/office HTTP/1.1\r\nhost: x\r\nx-more: '));
  const silent = Array.from({ length: 150 }, () => open(''));
  expect((await fetch(`${address}/api/office`)).status).toBe(200);
  await Promise.all([...half, ...silent].map(({ closed }) => closed));
  expect((await fetch(`${address}/api/office`)).status).toBe(200);
}
