import { BlockList, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

interface Trust {
  trusted_proxies: readonly string[];
}

/**
 * The address a request came from. A proxy that the settings trust is believed whom it names, from the right: the last
 * that no trusted proxy stands behind. Of anybody else the header is worth nothing.
 */
export function addressOf(c: Context, trust: Trust): string {
  const near = nearest(c);
  if (!isTrusted(near, trust)) return near;
  const named = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => plain(one.trim()));
  return named.findLast((one) => one !== '' && !isTrusted(one, trust)) ?? near;
}

/** Whether the browser's own way here is encrypted, as far as that is known. */
export function isSecure(c: Context, trust: Trust): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true;
  return isTrusted(nearest(c), trust) && c.req.header('x-forwarded-proto') === 'https';
}

function nearest(c: Context): string {
  try {
    return plain(getConnInfo(c).remote.address ?? '?');
  } catch {
    // asked in the same process, as tests do
    return '127.0.0.1';
  }
}

const plain = (address: string): string => address.replace(/^::ffff:/, '');

const lists = new WeakMap<readonly string[], BlockList>();

function isTrusted(address: string, { trusted_proxies: proxies }: Trust): boolean {
  if (proxies.length === 0) return false;
  let list = lists.get(proxies);
  if (list === undefined) {
    list = new BlockList();
    for (const proxy of proxies) {
      const [network = '', prefix] = proxy.split('/');
      const family = isIPv6(network) ? 'ipv6' : 'ipv4';
      list.addSubnet(network, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
    }
    lists.set(proxies, list);
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
