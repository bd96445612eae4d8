import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup as copyOnline } from 'node:sqlite';
import { Refusal } from '../../core/errors.ts';
import { explainLedgerFault } from './faults.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type ChainHead, exportHead, verifyChain } from './verify-chain.ts';

export interface VerifiedCopy {
  path: string;
  events: number;
  head: ChainHead;
}

/** What else is asked of a copy by whoever knows what its tables must say; throws where they do not. */
export type Prove = (copy: Ledger) => void;

const noFurther: Prove = () => {};

/** A copy in several steps begins anew whenever another program writes in between; beside a busy workbench it never ends. */
const ALL_PAGES = 2 ** 30;

/** Copies the ledger while others write to it, then opens the copy and checks all of it before calling it a backup. */
export async function backupLedger(
  ledger: Ledger,
  target: string,
  prove: Prove = noFurther,
): Promise<VerifiedCopy> {
  if (existsSync(target)) {
    throw new Refusal(
      'backup-exists',
      `备份文件已存在，不会覆盖：${target}`,
      `The backup file exists and is not overwritten: ${target}`,
    );
  }
  const unfinished = `${target}.unfinished`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(unfinished, { force: true });
    await copyOnline(ledger.db, unfinished, { rate: ALL_PAGES });
    const { events, head } = verifyCopy(unfinished, prove);
    renameSync(unfinished, target);
    return { path: target, events, head };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw explainLedgerFault(error, target);
  } finally {
    for (const tail of ['-wal', '-shm']) rmSync(`${unfinished}${tail}`, { force: true });
  }
}

/** Opens a copy, checks its pages and its whole chain, and refuses one that is not sound. */
export function verifyCopy(path: string, prove: Prove = noFurther): { events: number; head: ChainHead } {
  const copy = openLedger(path, { access: 'read' });
  try {
    const pages = copy.db.prepare('pragma integrity_check').get();
    const { checked, breaches } = verifyChain(copy);
    if (String(pages?.integrity_check) !== 'ok' || breaches.length > 0) {
      throw new Refusal(
        'backup-unsound',
        `这份备份不完整或被改动过，不能使用：${path}`,
        `This backup is damaged or was altered and cannot be used: ${path}`,
      );
    }
    prove(copy);
    return { events: checked, head: exportHead(copy) };
  } catch (error) {
    throw explainLedgerFault(error, path);
  } finally {
    copy.close();
  }
}
