import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { isSealed } from '../storage/at-rest/marker.ts';
import { areListsCurrent } from '../storage/ledger/beside-lists.ts';
import type { HashKind } from '../storage/ledger/chain-hash.ts';
import { type Ledger, openLedger } from '../storage/ledger/ledger.ts';
import { readPart } from '../storage/settings.ts';
import { workspaceAt } from '../storage/workspace.ts';
import { type ApprovalChain, loadShippedChains } from './approval-chain.ts';
import { bringCasebookUpToDate } from './casebook/up-to-date.ts';
import { caseworkPart, type Plausible } from './casework-settings.ts';
import { type ClockParameter, loadShippedClocks } from './clocks/parameters.ts';
import type { Role } from './roles.ts';

export interface Office {
  home: string;
  notice_prefix: string;
  audit_hash: HashKind | undefined;
  chains: readonly ApprovalChain[];
  clocks: readonly ClockParameter[];
  password: { min_length: number; max_failures: number; lock_minutes: number };
  plausible: Plausible;
  prior_notice: 'required' | 'where-given';
  command_line_password: boolean;
  second_factor: readonly Role[];
  administration: 'joined' | 'separated';
  /** What time it is, as UTC. Passed in, so that nothing below reads a clock. */
  now: () => string;
}

const wallClock = (): string => new Date().toISOString();

/** The office of a workspace folder, as its settings describe it. */
export function openOffice(home: string, now: () => string = wallClock): Office {
  return officeOf(home, readPart(workspaceAt(home).settings, caseworkPart), now);
}

/** The same office as if it had no settings: for looking after a workspace whose settings cannot be read. */
export function officeWithoutSettings(home: string): Office {
  return officeOf(home, caseworkPart.schema.parse(undefined), wallClock);
}

function officeOf(home: string, settings: z.infer<typeof caseworkPart.schema>, now: () => string): Office {
  const { approval_chains: chains, clocks, ...others } = settings;
  return {
    ...others,
    home,
    audit_hash: settings.audit_hash,
    chains: chains ?? loadShippedChains(),
    clocks: [...clocks, ...loadShippedClocks()],
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
  // what a reader needs in memory is put there by a writer
  if (access === 'read') putListsInMemory(path);
  const ledger = openLedger(path, {
    access: access === 'read' ? 'read' : 'write',
    hashKind: office.audit_hash,
  });
  // A reader changes nothing, not even what is out of date.
  if (access !== 'read') bringCasebookUpToDate(ledger);
  return ledger;
}

function putListsInMemory(path: string): void {
  if (!existsSync(path) || !isSealed(dirname(path))) return;
  using reader = openLedger(path, { access: 'read' });
  if (reader.keeping.lists === 'own' || (reader.keeping.lists === 'beside' && areListsCurrent(reader)))
    return;
  using writer = openLedger(path);
  bringCasebookUpToDate(writer);
}
