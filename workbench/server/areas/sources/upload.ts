import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { sha256Hex } from '../../../../core/hash.ts';
import type { Workspace } from '../../../../storage/workspace.ts';
import type { Asking, Desk } from '../../desk.ts';
import { notFound, Refused } from '../../refused.ts';
import { inboxFiles, isReceived } from './inbox.ts';
import { recognise } from './recognise.ts';

/** What a night can read; anything else is refused before it is written. */
const TABLES = /\.(?:xlsx|xlsm|xls|et|ods|csv|txt|tsv|html?)$/i;

interface Sent {
  hash: string;
  name: string;
  by: string;
  at: string;
}

/**
 * Puts a file into the inbox under a safe name and says how it is understood. The same content again is said and left
 * out; what cannot be read at all is refused in words and not kept.
 */
export async function takeUpload({ desk, user }: Asking, wanted: string, bytes: Uint8Array) {
  const name = safeName(wanted);
  if (bytes.length === 0) throw new Refused('file-empty', `“${name}”是空文件。`, `"${name}" is empty.`);
  const hash = sha256Hex(bytes);
  const waiting = inboxFiles(desk);
  const isKnown = isReceived(desk.workspace.received, hash) || waiting.some((file) => file.hash === hash);
  const times = noteUpload(desk, { hash, name, by: user.user_id, at: desk.office.now() }, isKnown);
  if (isKnown) return { name, hash, times, recognition: null };
  const { inbox } = desk.settings;
  mkdirSync(inbox, { recursive: true });
  const kept = freeName(inbox, name);
  writeFileSync(join(inbox, kept), bytes, { flag: 'wx' });
  try {
    return { name: kept, hash, times, recognition: await recognise(desk, hash) };
  } catch (error) {
    // unreadable as a whole: left in the inbox it would be refused every night
    rmSync(join(inbox, kept), { force: true });
    throw error;
  }
}

/** Takes a file out of the inbox again; a file that a night has received stays received. */
export function removeUpload(desk: Desk, hash: string): void {
  const file = inboxFiles(desk).find((one) => one.hash === hash);
  if (!file) notFound({ zh: '收件箱里没有这个文件。', en: 'This file is not in the inbox.' });
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

/** Writes down who sent what, and counts how often this content has come, the first time included. */
function noteUpload({ workspace }: Desk, sent: Sent, isKnown: boolean): number {
  const earlier = readUploads(workspace).filter(({ hash }) => hash === sent.hash).length;
  mkdirSync(workspace.log, { recursive: true });
  appendFileSync(uploadsPath(workspace), `${JSON.stringify(sent)}\n`);
  // content that came another way first has no line here
  return isKnown ? Math.max(earlier, 1) + 1 : 1;
}

const uploadsPath = ({ log }: Workspace): string => join(log, 'uploads.jsonl');

function readUploads(workspace: Workspace): Sent[] {
  const path = uploadsPath(workspace);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sent);
}
