import { hash } from 'node:crypto';

/** SM3 where the office must use national algorithms, SHA-256 elsewhere. */
export type HashKind = 'sha256' | 'sm3';

export const HASH_KINDS: readonly HashKind[] = ['sha256', 'sm3'];

/** What of an event is sealed by its hash, in this order; `payload` is the text as stored. */
export interface SealedFields {
  at: string;
  actor: string;
  on_behalf_of: string | null;
  via: string;
  stream: string;
  subject_id: string;
  type: string;
  payload: string;
}

/**
 * Seals an event to the one before it. The place in the journal is not part of the seal: it follows from
 * the links, so that a shifted journal is told from a rewritten one.
 */
export function sealEvent(kind: HashKind, previousHash: string, event: SealedFields): string {
  const body = JSON.stringify([
    previousHash,
    event.at,
    event.actor,
    event.on_behalf_of,
    event.via,
    event.stream,
    event.subject_id,
    event.type,
    event.payload,
  ]);
  return `${kind}:${hash(kind, body, 'hex')}`;
}

export function genesisHash(kind: HashKind, ledgerId: string): string {
  return `${kind}:${hash(kind, `hedui ledger ${ledgerId}`, 'hex')}`;
}

/** The algorithm a stored hash names; each record names its own, so the office may change it at any time. */
export function hashKindOf(storedHash: string): HashKind | null {
  const kind = storedHash.slice(0, storedHash.indexOf(':'));
  return HASH_KINDS.find((known) => known === kind) ?? null;
}
