import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { sha256Hex } from '../../core/hash.ts';
import { decodeWhole } from '../../core/text-encoding.ts';
import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { digestFolders } from '../../storage/source-files.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { NIGHT } from '../author.ts';
import type { Office } from '../office.ts';
import { enterInput } from './enter-input.ts';
import { differences, valuesOf } from './setting-values.ts';

/** The name under which the ledger knows the folders of rules, parameters and sources that come with the program. */
export const SHIPPED = 'rules';

/**
 * Compares the office's settings, mappings and weights, and the rules with their parameters, with what the ledger knows of
 * them, and enters each that is another now. Returns the names of those that were known and have changed.
 */
export function noticeSettings(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  workspace: Pick<Workspace, 'settings' | 'mapping' | 'linkModel'>,
): string[] {
  const settings = contentOf(workspace.settings);
  const now: Seen[] = [
    { ...seen('hedui.yaml', settings), values: valuesOf(decodeWhole(settings ?? Buffer.of()) ?? '') },
    seen('mapping.yaml', contentOf(workspace.mapping)),
    seen('link-model.json', contentOf(workspace.linkModel)),
    { name: SHIPPED, sha256: shippedHash(), values: {} },
  ];
  return now.filter((one) => notice(ledger, office, one)).map(({ name }) => name);
}

interface Seen {
  name: string;
  sha256: string | null;
  values: Record<string, string>;
}

function seen(name: string, content: Buffer | null): Seen {
  return { name, sha256: content === null ? null : sha256Hex(content), values: {} };
}

/** Whether what was known has changed; what is seen for the first time is entered and is no change. */
function notice(ledger: Ledger, office: Pick<Office, 'now'>, { name, sha256, values }: Seen): boolean {
  const known = readSubject(ledger, 'input', name).at(-1)?.payload as Partial<Seen> | undefined;
  const before = known?.sha256 ?? null;
  if (before === sha256) return false;
  const changes = differences(known?.values ?? {}, values);
  const by = { user: NIGHT, via: NIGHT };
  enterInput(ledger, office, by, {
    type: 'SettingsChanged',
    subject_id: name,
    payload: { before, sha256, changes: known === undefined ? [] : changes, values },
  });
  return known !== undefined;
}

function contentOf(path: string): Buffer | null {
  return existsSync(path) ? readFileSync(path) : null;
}

function shippedHash(): string {
  const digest = createHash('sha256');
  digestFolders(digest, ['rules', 'sql']);
  return digest.digest('hex');
}
