import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress, isSecure } from './client-address.ts';

/** What a request from this machine is taken for, where these proxies are trusted. */
async function taken(proxies: readonly string[], headers: Record<string, string>) {
  const trust = { trusted_proxies: proxies };
  const app = new Hono().get('/', (c) =>
    c.json({ address: clientAddress(c, trust), secure: isSecure(c, trust) }),
  );
  return (await app.request('/', { headers })).json();
}

const FORWARDED = { 'x-forwarded-for': '203.0.113.9, 10.0.3.21, 10.0.0.5', 'x-forwarded-proto': 'https' };

test('nobody is believed whom they name, where no proxy is trusted', async () => {
  expect(await taken([], FORWARDED)).toEqual({ address: '127.0.0.1', secure: false });
  expect(await taken(['10.0.0.0/24'], FORWARDED)).toEqual({ address: '127.0.0.1', secure: false });
});

test('of a trusted proxy the last address counts that no trusted proxy stands behind', async () => {
  expect(await taken(['127.0.0.1', '10.0.0.0/24'], FORWARDED)).toEqual({
    address: '10.0.3.21',
    secure: true,
  });
  expect(await taken(['127.0.0.0/8'], FORWARDED)).toEqual({ address: '10.0.0.5', secure: true });
});

test('a trusted proxy that names nobody stands for itself', async () => {
  expect(await taken(['127.0.0.1', '::1'], {})).toEqual({ address: '127.0.0.1', secure: false });
});
