import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { convertIPv4ToBinary, convertIPv6ToBinary } from 'hono/utils/ipaddr';
import { z } from 'zod';

interface Trust {
  trusted_proxies: readonly string[];
}

/**
 * The address a request came from. A proxy that the settings trust is believed whom it names, from the right: the last
 * that no trusted proxy stands behind. Of anybody else the header is worth nothing.
 */
export function clientAddress(c: Context, trust: Trust): string {
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

function isTrusted(address: string, { trusted_proxies: proxies }: Trust): boolean {
  const bits = bitsOf(address);
  return bits !== null && proxies.some((proxy) => isWithin(bits, proxy));
}

interface Bits {
  value: bigint;
  length: number;
}

function isWithin({ value, length }: Bits, proxy: string): boolean {
  const [network = '', prefix = String(length)] = proxy.split('/');
  const base = bitsOf(network);
  if (base?.length !== length) return false;
  const rest = BigInt(length - Number(prefix));
  return value >> rest === base.value >> rest;
}

/** An address as a number; null for what is none, such as the name of a socket. */
function bitsOf(address: string): Bits | null {
  if (z.ipv4().safeParse(address).success) return { value: convertIPv4ToBinary(address), length: 32 };
  if (z.ipv6().safeParse(address).success) return { value: convertIPv6ToBinary(address), length: 128 };
  return null;
}
