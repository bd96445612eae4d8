import { z } from 'zod';
import { HASH_KINDS, type HashKind } from '../storage/ledger/chain-hash.ts';
import type { SettingsPart } from '../storage/settings.ts';
import { approvalChains } from './approval-chain.ts';
import { clockParameters } from './clocks/parameters.ts';
import { ROLES } from './roles.ts';

/** How far from what is usual a day or an amount may lie before it is taken for a slip of the hand. */
const plausibleSettings = z
  .strictObject({
    /** A notice may bear a day so many days ahead: it is made before it goes out. */
    notice_days_ahead: z.int().min(0).max(366).default(30),
    /** Terms, instalments and days to look again lie no further ahead. */
    term_years_ahead: z.int().min(1).max(50).default(20),
    /** No single amount of a case is larger, in yuan. */
    largest_yuan: z.int().positive().max(10_000_000_000).default(1_000_000),
  })
  .prefault({});

export type Plausible = z.infer<typeof plausibleSettings>;

/** The part of `hedui.yaml` that casework reads; every key may be left out. */
export const caseworkPart = {
  key: 'casework',
  schema: z
    .strictObject({
      notice_prefix: z.string().min(1).default('弥人社追'),
      audit_hash: z.enum(HASH_KINDS as readonly [HashKind, ...HashKind[]]).optional(),
      approval_chains: approvalChains.optional(),
      clocks: clockParameters.default([]),
      password: z
        .strictObject({
          min_length: z.int().min(8).default(10),
          max_failures: z.int().min(1).default(5),
          lock_minutes: z.int().min(1).default(30),
        })
        .prefault({}),
      plausible: plausibleSettings,
      /** Whether every decision waits for a prior notice, or only one for which somebody gave it. */
      prior_notice: z.enum(['required', 'where-given']).default('where-given'),
      /** Whether the administrators of system, security and records are three people: each role then lacks the others' rights. */
      administration: z.enum(['joined', 'separated']).default('joined'),
      /** Who needs a second factor to sign in: a telephone's code or one of a printed sheet. */
      second_factor: z.array(z.enum(ROLES)).default([]),
      /** Whether the command line asks for the password of the user it acts as. */
      command_line_password: z.boolean().default(false),
    })
    .prefault({}),
} as const satisfies SettingsPart;
