import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The address a request came from; the workbench stands on the office's own network, behind nothing else. */
export function addressOf(c: Context): string {
  try {
    return (getConnInfo(c).remote.address ?? '?').replace(/^::ffff:/, '');
  } catch {
    // asked in the same process, as tests do
    return '127.0.0.1';
  }
}
