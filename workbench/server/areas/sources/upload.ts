import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { enterInput } from '../../../../casework/inputs/enter-input.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import { readSubject } from '../../../../storage/ledger/journal.ts';
import type { Asking, Desk } from '../../desk.ts';
import { notFound, Refused } from '../../refused.ts';
import { inboxFiles, isReceived } from './inbox.ts';
import { recognise } from './recognise.ts';

/** What a night can read; anything else is refused before it is written. */
const TABLES = /\.(?:xlsx|xlsm|xls|et|ods|csv|txt|tsv|html?)$/i;

/**
 * Puts a file into the inbox under a safe name and says how it is understood. The same content again is said and left
 * out; what cannot be read at all is refused in words and not kept.
 */
export async function takeUpload(asking: Asking, wanted: string, bytes: Uint8Array) {
  const { desk } = asking;
  const name = safeName(wanted);
  if (bytes.length === 0) throw new Refused('file-empty', `“${name}”是空文件。`, `"${name}" is empty.`);
  const hash = sha256Hex(bytes);
  const waiting = inboxFiles(desk);
  const isKnown = isReceived(desk.workspace.received, hash) || waiting.some((file) => file.hash === hash);
  const times = countSent(desk, hash, isKnown);
  if (isKnown) {
    enterSent(asking, hash, name, bytes);
    return { name, hash, times, recognition: null };
  }
  const { inbox } = desk.settings;
  mkdirSync(inbox, { recursive: true });
  const kept = freeName(inbox, name);
  writeFileSync(join(inbox, kept), bytes, { flag: 'wx' });
  try {
    const recognition = await recognise(desk, hash);
    enterSent(asking, hash, kept, bytes);
    return { name: kept, hash, times, recognition };
  } catch (error) {
    // unreadable as a whole: left in the inbox it would be refused every night
    rmSync(join(inbox, kept), { force: true });
    throw error;
  }
}

/** Takes a file out of the inbox again; a file that a night has received stays received. */
export function removeUpload({ desk, user, via }: Asking, hash: string): void {
  const file = inboxFiles(desk).find((one) => one.hash === hash);
  if (!file) notFound({ zh: '收件箱里没有这个文件。', en: 'This file is not in the inbox.' });
  enterInput(
    desk.ledger,
    desk.office,
    { user: user.user_id, via },
    { type: 'FileRemoved', subject_id: hash, payload: { file: file.name } },
  );
  rmSync(file.path, { force: true });
}

/** A name that is a file of the inbox and nothing else, on Windows too. */
function safeName(wanted: string): string {
  const last = wanted.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').replace(/^[.\s~]+|[.\s]+$/g, '');
  if (name === '' || name.length > 150 || /^(?:con|prn|aux|nul|com\d|lpt\d)\./i.test(name)) {
    throw new Refused(
      'file-name',
      '文件名不能用，请改名后再送。',
      'This file name cannot be used; rename the file.',
    );
  }
  if (!TABLES.test(name)) {
    throw new Refused(
      'file-not-a-table',
      `“${name}”不是表格文件。请送 xlsx、xls、csv 或 txt。`,
      `"${name}" is not a table. Send xlsx, xls, csv or txt.`,
    );
  }
  return name;
}

function freeName(inbox: string, name: string): string {
  const end = extname(name);
  const stem = name.slice(0, name.length - end.length);
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${stem}（${count}）${end}`;
    if (!existsSync(join(inbox, free))) return free;
  }
}

function enterSent(
  { desk, user, via }: Asking,
  hash: string,
  file: string,
  { length: bytes }: Uint8Array,
): void {
  enterInput(
    desk.ledger,
    desk.office,
    { user: user.user_id, via },
    { type: 'FileSent', subject_id: hash, payload: { file, bytes } },
  );
}

/** How often this content has come, this time included; what came another way first is in no record of this door. */
function countSent({ ledger }: Desk, hash: string, isKnown: boolean): number {
  const earlier = readSubject(ledger, 'input', hash).filter(({ type }) => type === 'FileSent').length;
  return isKnown ? Math.max(earlier, 1) + 1 : 1;
}
