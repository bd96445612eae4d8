import { z } from 'zod';
import type { SettingsPart } from './settings.ts';

/** An address, or a network with the length of its prefix. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: '10.0.0.5, 10.0.0.0/24' });

const signOn = z.strictObject({
  /** The provider, as it calls itself; over https, but on this very machine. */
  issuer: z.url({ protocol: /^https?$/ }).refine(isSafe, { error: 'https://…' }),
  client_id: z.string().min(1),
  /** A file of one line, outside of the office's folder. */
  client_secret_file: z.string().min(1),
  /** How browsers reach the workbench; the provider sends them back there. */
  address: z.url({ protocol: /^https?$/ }),
  scope: z
    .string()
    .regex(/\bopenid\b/)
    .default('openid profile'),
  /** What the provider says of somebody that is their user name here. */
  claim: z.string().min(1).default('preferred_username'),
  /** What the provider says (`amr`) where more than a password was asked for. */
  factor_methods: z.array(z.string().min(1)).default(['mfa', 'otp', 'hwk', 'sc']),
  /** What the button says. */
  title: z.string().min(1).max(20).default('统一认证'),
});

export type SignOnSettings = z.infer<typeof signOn>;

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

/** Address and limits of the workbench. Kept here because the command line checks them, too, and imports no workbench. */
export const workbenchPart = {
  key: 'workbench',
  schema: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(8210),
      /** Addresses or networks (10.0.0.5, 10.0.0.0/24) of proxies whose word for address and https is taken. */
      trusted_proxies: z.array(network).default([]),
      /** Minutes without a hand on the keyboard before the screen locks. */
      idle_minutes: z.int().min(1).max(120).default(10),
      /** Hours after which everybody signs in again. */
      session_hours: z.int().min(1).max(24).default(12),
      /** Requests of one person or address in a minute. */
      requests_per_minute: z.int().min(60).default(1200),
      /** Attempts to sign in from one address in a minute. */
      logins_per_minute: z.int().min(3).default(20),
      /** Largest file that may be sent into the inbox. */
      upload_megabytes: z.int().min(1).max(2048).default(200),
      /** Sign-on by a provider of the office (OpenID Connect), beside the password. */
      sign_on: signOn.optional(),
    })
    .prefault({}),
} as const satisfies SettingsPart;
