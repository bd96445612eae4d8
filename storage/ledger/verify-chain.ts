import { hashKindOf, type SealedFields, sealEvent } from './chain-hash.ts';
import type { Ledger } from './ledger.ts';

/** What is wrong with one place of the journal. */
export interface ChainBreach {
  seq: number;
  kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'other-ledger' | 'rewritten';
  detail: string;
}

/** The end of a chain at some moment, to be kept outside this machine. */
export interface ChainHead {
  ledger_id: string;
  seq: number;
  hash: string;
  at: string | null;
}

interface Link {
  seq: number;
  previous_hash: string;
  hash: string;
}

const SELECT_EVENTS = `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, previous_hash, hash
  from event order by seq`;

export function exportHead(ledger: Ledger): ChainHead {
  const fact = ledger.db.prepare('select value from ledger_fact where name = ?');
  const last = ledger.db.prepare('select seq, hash, at from event order by seq desc limit 1').get();
  return {
    ledger_id: String(fact.get('ledger_id')?.value),
    seq: Number(last?.seq ?? 0),
    hash: String(last?.hash ?? fact.get('genesis_hash')?.value),
    at: last === undefined ? null : String(last.at),
  };
}

/**
 * Walks the whole journal and names every record that is not what was once written there. A chain cut off
 * at its end looks whole from within: only a head kept elsewhere shows it (`against`).
 */
export function verifyChain(
  ledger: Ledger,
  against?: ChainHead,
): { checked: number; breaches: ChainBreach[] } {
  const breaches: ChainBreach[] = [];
  const genesis = ledger.db.prepare(`select value from ledger_fact where name = 'genesis_hash'`).get();
  const breaks: { link: Link; after: Link | null }[] = [];
  let previous: Link | null = null;
  let expectedHash = String(genesis?.value);
  let checked = 0;
  for (const row of ledger.db.prepare(SELECT_EVENTS).iterate()) {
    const link: Link = {
      seq: Number(row.seq),
      previous_hash: String(row.previous_hash),
      hash: String(row.hash),
    };
    const kind = hashKindOf(link.hash);
    const sealed = kind === null ? null : sealEvent(kind, link.previous_hash, row as unknown as SealedFields);
    if (sealed !== link.hash) {
      breaches.push({ seq: link.seq, kind: 'changed', detail: `record ${link.seq} is not what was sealed` });
    }
    const gapFrom: number = (previous?.seq ?? 0) + 1;
    if (link.seq !== gapFrom) {
      const which = gapFrom === link.seq - 1 ? `record ${gapFrom}` : `records ${gapFrom} to ${link.seq - 1}`;
      breaches.push({ seq: gapFrom, kind: 'removed', detail: `${which} missing` });
    } else if (link.previous_hash !== expectedHash) {
      breaks.push({ link, after: previous });
    }
    previous = link;
    expectedHash = link.hash;
    checked += 1;
  }
  breaches.push(...explainBreaks(ledger, breaks));
  if (against !== undefined) breaches.push(...compareHead(ledger, against));
  breaches.sort((one, other) => one.seq - other.seq);
  return { checked, breaches };
}

/** A broken link between neighbours: the followers of both ends tell what happened in between. */
function explainBreaks(ledger: Ledger, breaks: readonly { link: Link; after: Link | null }[]): ChainBreach[] {
  if (breaks.length === 0) return [];
  const findByHash = ledger.db.prepare('select seq from event where hash = ?');
  const findFollower = ledger.db.prepare('select seq from event where previous_hash = ? and seq > ?');
  const found: ChainBreach[] = [];
  const stray = new Set<number>();
  for (const { link, after } of breaks) {
    // The record before stands between two that belong together: it was put in.
    const shared =
      after === null
        ? undefined
        : ledger.db.prepare('select previous_hash from event where seq = ?').get(after.seq);
    if (after !== null && String(shared?.previous_hash) === link.previous_hash) {
      found.push({ seq: after.seq, kind: 'inserted', detail: `record ${after.seq} was put in between` });
      continue;
    }
    const parent = findByHash.get(link.previous_hash);
    if (parent !== undefined) {
      if (stray.has(link.seq)) continue;
      stray.add(link.seq);
      found.push({
        seq: link.seq,
        kind: 'reordered',
        detail: `record ${link.seq} belongs right after record ${Number(parent.seq)}`,
      });
      continue;
    }
    const follower = after === null ? undefined : findFollower.get(after.hash, after.seq);
    const kind = follower === undefined ? 'removed' : 'reordered';
    found.push({ seq: link.seq, kind, detail: `what stood right before record ${link.seq} is missing` });
  }
  return found;
}

/** The record that was written last, as the ledger noted it apart from its journal; an older ledger notes none. */
export function compareTip(ledger: Ledger): ChainBreach[] {
  const tip = ledger.db.prepare(`select value from ledger_fact where name = 'tip'`).get();
  if (tip === undefined) return [];
  const [seq = '0', hash = ''] = String(tip.value).split(' ');
  const id = exportHead(ledger).ledger_id;
  const opened = ledger.keeping.open(hash, null);
  return compareHead(ledger, { ledger_id: id, seq: Number(seq), hash: opened, at: null });
}

/** What the ledger contradicts of a head that was kept elsewhere. */
export function compareHead(ledger: Ledger, head: ChainHead): ChainBreach[] {
  const own = exportHead(ledger);
  if (own.ledger_id !== head.ledger_id) {
    return [{ seq: 0, kind: 'other-ledger', detail: 'the head was taken from another ledger' }];
  }
  if (own.seq < head.seq) {
    const detail = `the journal ends at record ${own.seq}; the head was taken at record ${head.seq}`;
    return [{ seq: own.seq + 1, kind: 'truncated', detail }];
  }
  if (head.seq === 0) return [];
  const at = ledger.db.prepare('select hash from event where seq = ?').get(head.seq);
  if (String(at?.hash) === head.hash) return [];
  const detail = `record ${head.seq} carries another seal than when the head was taken`;
  return [{ seq: head.seq, kind: 'rewritten', detail }];
}
