import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync } from 'node:fs';
import { sep } from 'node:path';
import { Refusal } from '../../core/errors.ts';

/** Files that no office sends: lock files of open workbooks, hidden files, thumbnails. */
const LITTER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** What browsers and cloud disks call a file of which only a part is there. */
const UNFINISHED = /\.(?:crdownload|part|partial|download|downloading|opdownload|td|xltd|!ut)$/i;

/** Whether a file's name says that it is still being downloaded: of a text nobody could see that its end is missing. */
export function isHalfDownloaded(name: string): boolean {
  return UNFINISHED.test(name);
}

/** A file of the inbox: its path as the system has it, and its name below the inbox as a person reads it. */
export interface ListedFile {
  path: string | Buffer;
  name: string;
}

/**
 * Every file below the inbox, in a stable order. Links are listed and not followed, so that a loop of folders costs
 * nothing. A name that is no UTF-8 is read as GB18030, in which archives of older systems write theirs.
 */
export function listInbox(inbox: string): ListedFile[] {
  if (!existsSync(inbox)) {
    throw new Refusal(
      'inbox-missing',
      `找不到收件文件夹 ${inbox}。请建立它，或改正 hedui.yaml 里的 inbox，或用 --inbox 指出文件所在的文件夹。`,
      `There is no inbox at ${inbox}. Make it, or correct inbox in hedui.yaml, or say with --inbox where the files are.`,
    );
  }
  const files: ListedFile[] = [];
  const folders: { path: Buffer; name: string }[] = [{ path: Buffer.from(inbox), name: '' }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const entry of readdirSync(folder.path, { encoding: 'buffer', withFileTypes: true })) {
      const text = readableName(entry.name);
      const path = Buffer.concat([folder.path, Buffer.from(sep), entry.name]);
      const name = folder.name === '' ? text : `${folder.name}${sep}${text}`;
      if (entry.isDirectory()) folders.push({ path, name });
      else if (!LITTER.test(text)) files.push({ path: isUtf8(path) ? path.toString('utf8') : path, name });
    }
  }
  return files.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function readableName(bytes: Buffer): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}
