import { Refusal } from '../../core/errors.ts';
import type { Ledger } from './ledger.ts';
import { type ChainHead, exportHead } from './verify-chain.ts';

/** A head as it stands on paper: the number of the record and its seal in groups that an eye can follow. */
export function printHead({ seq, hash }: Pick<ChainHead, 'seq' | 'hash'>): string {
  return `${seq} ${(digitsOf(hash).match(/.{1,8}/g) ?? []).join(' ')}`;
}

/** So much of a seal has to be typed: nobody makes another record that begins like it. */
const TYPED = 16;

/** A head as somebody types it from paper, at least the first groups of it. */
export function readPrinted(ledger: Ledger, typed: string): ChainHead {
  const [, number, groups = ''] = /^\s*(\d+)[\s:：]+([0-9a-f\s]+)$/i.exec(typed) ?? [];
  const beginning = groups.replace(/\s/g, '').toLowerCase();
  if (number === undefined || beginning.length < TYPED) {
    throw new Refusal(
      'head-unreadable',
      `请照晨报录入链头：记录序号，空一格，再录至少 ${TYPED} 位校验码。`,
      `Type the head as the morning page prints it: the record's number, a blank, and at least ${TYPED} digits of its seal.`,
    );
  }
  const seq = Number(number);
  const at = ledger.db.prepare('select hash from event where seq = ?').get(seq);
  const hash = String(at?.hash ?? '');
  const { ledger_id } = exportHead(ledger);
  return { ledger_id, seq, hash: digitsOf(hash).startsWith(beginning) ? hash : beginning, at: null };
}

/** A seal without the name of its algorithm, which the ledger knows. */
const digitsOf = (hash: string): string => hash.slice(hash.indexOf(':') + 1);
