import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { HASH_KINDS, type HashKind } from '../storage/ledger/chain-hash.ts';
import { type Ledger, openLedger } from '../storage/ledger/ledger.ts';
import { type ApprovalChain, approvalChains, loadShippedChains } from './approval-chain.ts';
import { type ClockParameter, clockParameters, loadShippedClocks } from './clocks/parameters.ts';
import { bringQueueUpToDate } from './queue/up-to-date.ts';

/** The part of `hedui.yaml` that casework reads; every key may be left out. */
const caseworkSettings = z.strictObject({
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
  /** Whether the command line asks for the password of the user it acts as. */
  command_line_password: z.boolean().default(false),
});

const settingsFile = z.looseObject({ casework: caseworkSettings.prefault({}) });

export interface Office {
  home: string;
  notice_prefix: string;
  audit_hash: HashKind | undefined;
  chains: readonly ApprovalChain[];
  clocks: readonly ClockParameter[];
  password: { min_length: number; max_failures: number; lock_minutes: number };
  command_line_password: boolean;
  /** What time it is, as UTC. Passed in, so that nothing below reads a clock. */
  now: () => string;
}

/** The office of a workspace folder, as its settings describe it. */
export function openOffice(home: string, now: () => string = () => new Date().toISOString()): Office {
  const file = join(home, 'hedui.yaml');
  const parsed = settingsFile.safeParse(existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {});
  if (!parsed.success) {
    const problem = z.prettifyError(parsed.error);
    throw new Refusal(
      'settings-invalid',
      `设置文件写得不对：${file}\n${problem}`,
      `The settings are not well formed: ${file}\n${problem}`,
    );
  }
  const { casework } = parsed.data;
  return {
    home,
    notice_prefix: casework.notice_prefix,
    audit_hash: casework.audit_hash,
    chains: casework.approval_chains ?? loadShippedChains(),
    clocks: [...casework.clocks, ...loadShippedClocks()],
    password: casework.password,
    command_line_password: casework.command_line_password,
    now,
  };
}

export function ledgerPath(home: string): string {
  return join(home, 'ledger.db');
}

/**
 * Opens the office's ledger: `read` looks only, `existing` writes but does not begin a ledger where there is
 * none, `write` begins one.
 */
export function openOfficeLedger(office: Office, access: 'read' | 'existing' | 'write' = 'write'): Ledger {
  const path = ledgerPath(office.home);
  // Opening to read says what is missing; a typing error in --home must not found a new office.
  if (access === 'existing' && !existsSync(path)) return openLedger(path, { access: 'read' });
  const ledger = openLedger(path, {
    access: access === 'read' ? 'read' : 'write',
    hashKind: office.audit_hash,
  });
  // A reader changes nothing, not even what is out of date.
  if (access !== 'read') bringQueueUpToDate(ledger);
  return ledger;
}
