import { z } from 'zod';
import type { SettingsPart } from './settings.ts';

/** An address, or a network with the length of its prefix. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: '10.0.0.5, 10.0.0.0/24' });

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
    })
    .prefault({}),
} as const satisfies SettingsPart;
