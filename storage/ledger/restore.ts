import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { type Prove, type VerifiedCopy, verifyCopy } from './backup.ts';
import { explainLedgerFault } from './faults.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type ChainHead, exportHead } from './verify-chain.ts';

export interface Restored extends VerifiedCopy {
  /** Where the ledger that stood there before was put; it is never thrown away. */
  previous: string | null;
}

/**
 * Puts a backup in the place of the ledger. A ledger that holds records the backup does not have is only
 * replaced with `force`, and stays beside as a file in either case.
 */
export function restoreLedger(
  source: string,
  target: string,
  options: { force: boolean; stamp: string; prove?: Prove },
): Restored {
  const { events, head } = verifyCopy(source, options.prove);
  try {
    mkdirSync(dirname(target), { recursive: true });
    const incoming = `${target}.incoming`;
    copyFileSync(source, incoming);
    let previous: string | null = null;
    if (existsSync(target)) {
      if (!options.force) refuseNewer(source, target, head);
      previous = setAside(target, options.stamp);
    }
    renameSync(incoming, target);
    return { path: target, events, head, previous };
  } catch (error) {
    rmSync(`${target}.incoming`, { force: true });
    throw explainLedgerFault(error, target);
  }
}

function refuseNewer(source: string, target: string, head: ChainHead): void {
  const present = openLedger(target, { access: 'read' });
  const backup = openLedger(source, { access: 'read' });
  try {
    const tip = exportHead(present);
    const same = backup.db.prepare('select hash from event where seq = ?').get(tip.seq);
    // Nothing is lost when the present ledger is empty or the beginning of what the backup holds.
    if (tip.seq === 0) return;
    if (tip.ledger_id === head.ledger_id && (same?.hash === tip.hash || hasOnlyRestored(present, head)))
      return;
    throw new Refusal(
      'ledger-newer-than-backup',
      `现有台账有备份里没有的记录（现有 ${tip.seq} 条，备份 ${head.seq} 条）。确要替换请加 --force，现有台账会另存。`,
      `The present ledger holds records the backup lacks (${tip.seq} against ${head.seq}). Use --force to replace it; it is kept beside.`,
    );
  } finally {
    present.close();
    backup.close();
  }
}

/** Whether all that a ledger holds beyond a head of its own is that it was restored from there. */
function hasOnlyRestored(present: Ledger, { seq, hash }: ChainHead): boolean {
  const at = present.db.prepare('select hash from event where seq = ?').get(seq);
  const { n } = present.db
    .prepare(`select count(*) as n from event where seq > ? and type <> 'LedgerRestored'`)
    .get(seq) ?? { n: 1 };
  return at?.hash === hash && n === 0;
}

function setAside(target: string, stamp: string): string {
  const previous = `${target}.before-restore-${stamp}`;
  foldWriteAheadLog(target);
  for (const tail of ['', '-wal', '-shm']) {
    if (existsSync(`${target}${tail}`)) renameSync(`${target}${tail}`, `${previous}${tail}`);
  }
  return previous;
}

/** Shows whether somebody still writes; a ledger too damaged to be opened is set aside as it is. */
function foldWriteAheadLog(target: string): void {
  try {
    const present = openLedger(target, { access: 'write', busyTimeoutMs: 2000 });
    try {
      present.db.exec('pragma wal_checkpoint(truncate)');
      present.db.exec('begin exclusive');
      present.db.exec('commit');
    } finally {
      present.close();
    }
  } catch (error) {
    const isUnreadable = error instanceof Refusal && ['ledger-damaged', 'ledger-newer'].includes(error.code);
    if (!isUnreadable) throw explainLedgerFault(error, target);
  }
}
