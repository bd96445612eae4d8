import { existsSync } from 'node:fs';
import { EXIT, Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { isKeptSealed, readablePath, readKeptBytes } from '../../storage/at-rest/kept-bytes.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import { keptPath, type Receipt } from './receipt.ts';

/** Whether a kept file is still what was received under its hash. */
export function stateOfKept(received: string, receipt: Receipt): 'sound' | 'missing' | 'altered' {
  const path = keptPath(received, receipt);
  if (!existsSync(path)) return 'missing';
  if (!isKeptSealed(path)) return hashOfFile(path) === receipt.hash ? 'sound' : 'altered';
  const content = readKeptBytes(path);
  return content !== null && sha256Hex(content) === receipt.hash ? 'sound' : 'altered';
}

/** A path under which the content of a received file can be read. */
export function readableReceived(received: string, receipt: Receipt): string {
  return readablePath(keptPath(received, receipt), () => refusalOf('altered', receipt));
}

/** A file that is not what was received is read for nobody: its name is its content. */
export function refuseAltered(received: string, receipt: Receipt): void {
  const state = stateOfKept(received, receipt);
  if (state === 'sound') return;
  throw refusalOf(state, receipt);
}

function refusalOf(state: keyof typeof HOW, receipt: Receipt): Refusal {
  const { zh, en } = HOW[state];
  return new Refusal(
    `received-${state}`,
    `收到的文件“${receipt.name}”的原件${zh}（received/${receipt.hash}），没有读取。请从备份恢复 received/，再运行一次。`,
    `The original of the received file "${receipt.name}" ${en} (received/${receipt.hash}) and was not read. Bring back received/ from a backup and run again.`,
    EXIT.checkFailed,
  );
}

const HOW = {
  missing: { zh: '不在了', en: 'is missing' },
  altered: { zh: '收到后被改动过', en: 'was altered after it was received' },
} as const;
