import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { readPart, type SettingsPart } from '../settings.ts';
import { isSealed, markerOf, type SealedUnder } from './marker.ts';
import { type AtRestCipher, CIPHERS, OfficeSeal } from './office-seal.ts';

/** Under which key the folder is kept; none, and it lies open. What is written here counts once `at-rest apply` has run. */
export const atRestPart = {
  key: 'at_rest',
  schema: z
    .strictObject({
      /** The key file, outside of the folder. */
      key: z.string().min(1).optional(),
      /** `none` opens the folder again: the key must still be named, for it opens what lies sealed. */
      cipher: z.enum([...CIPHERS, 'none']).default('aes-256-gcm'),
    })
    .prefault({}),
} as const satisfies SettingsPart;

const PREFIX = 'hedui-at-rest:';
const SECRET_BYTES = 32;

const marker = z.object({ key: z.string(), cipher: z.enum(CIPHERS) });

/** Makes a key file for its owner alone. */
export function makeFolderKey(path: string): void {
  if (existsSync(path)) {
    throw new Refusal(
      'backup-exists',
      `文件已存在，不会覆盖：${path}`,
      `The file exists and is not overwritten: ${path}`,
    );
  }
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  writeFileSync(path, `${PREFIX}${secret}\n`, { mode: 0o600, flag: 'wx' });
}

/** What seals what is written into a workspace now; null where it lies open. Refused where its key is not at hand. */
export function folderSeal(home: string): OfficeSeal | null {
  if (!isSealed(home)) return null;
  const path = markerOf(home);
  const said = marker.safeParse(jsonIn(path)).data;
  if (said === undefined) {
    throw new Refusal(
      'at-rest-marker',
      `${path} 读不了，不知道这个文件夹用哪把密钥加密。请运行 at-rest apply，它会按 hedui.yaml 重新写好。`,
      `${path} cannot be read, so that nobody knows under which key this folder is kept. Run at-rest apply; it writes it again as hedui.yaml says.`,
    );
  }
  return sealUnder(said, home);
}

/** The seal as the settings of a workspace ask for it, whether or not it is in force; null where it is to lie open. */
export function wishedSeal(home: string): OfficeSeal | null {
  const { key, cipher } = readPart(join(home, 'hedui.yaml'), atRestPart);
  return key === undefined || cipher === 'none' ? null : sealIn(home, key, cipher);
}

/** Whether the folder lies as its settings ask; what they say is in force once `at-rest apply` has run. */
export function isSealApplied(home: string): boolean {
  const [present, wished] = [folderSeal(home), wishedSeal(home)];
  return present?.keyId === wished?.keyId && present?.cipher === wished?.cipher;
}

function sealIn(home: string, key: string, cipher: AtRestCipher): OfficeSeal {
  const path = resolve(home, key);
  if (!relative(home, path).startsWith('..')) {
    throw new Refusal(
      'at-rest-key-inside',
      `密钥文件在工作文件夹里面，拿到文件夹的人也就拿到了密钥：${path}。请移到文件夹之外（最好在 U 盘上），再改 hedui.yaml 的 at_rest.key。`,
      `The key file lies within the workspace, so that whoever has the folder has the key: ${path}. Move it out, best onto a stick, and change at_rest.key in hedui.yaml.`,
    );
  }
  return known(path, cipher);
}

const byFile = new Map<string, { mark: string; seal: OfficeSeal }>();

/** The seal that something was sealed with, from the settings of a workspace; refused where they name another key. */
export function sealUnder({ key: keyId, cipher }: SealedUnder, home: string): OfficeSeal {
  const { key } = readPart(join(home, 'hedui.yaml'), atRestPart);
  const wished = key === undefined ? null : sealIn(home, key, cipher);
  if (wished?.keyId === keyId) return wished;
  const [zh, en] =
    wished === null
      ? ['hedui.yaml 没有写 at_rest.key', 'hedui.yaml names no at_rest.key']
      : [`hedui.yaml 指的是另一把（${wished.keyId}）`, `hedui.yaml names another one (${wished.keyId})`];
  throw new Refusal(
    'at-rest-key-missing',
    `工作文件夹已加密，需要密钥 ${keyId}，${zh}。请接上存放密钥的 U 盘，或改正 at_rest.key，再试一次；没有改动任何东西。`,
    `The workspace is sealed under the key ${keyId}; ${en}. Attach what the key is kept on, or correct at_rest.key, and try again; nothing was changed.`,
  );
}

function known(path: string, cipher: OfficeSeal['cipher']): OfficeSeal {
  const mark = markOf(path, cipher);
  const kept = byFile.get(`${cipher} ${path}`);
  if (mark !== null && kept?.mark === mark) return kept.seal;
  const seal = new OfficeSeal(readSecret(path), cipher);
  if (mark !== null) byFile.set(`${cipher} ${path}`, { mark, seal });
  return seal;
}

function markOf(path: string, cipher: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : `${cipher} ${found.ino} ${found.size} ${found.mtimeNs}`;
}

function readSecret(path: string): Buffer {
  try {
    const text = readFileSync(path, 'utf8').trim();
    const secret = Buffer.from(text.slice(PREFIX.length), 'base64url');
    if (text.startsWith(PREFIX) && secret.length === SECRET_BYTES) return secret;
  } catch {
    // said below: a file that is none, or is not there
  }
  throw new Refusal(
    'at-rest-key-unreadable',
    `工作文件夹的密钥文件不在或读不了：${path}。请接上存放密钥的 U 盘，或改正 hedui.yaml 的 at_rest.key，再试一次；没有改动任何东西。`,
    `The key file of the workspace is not there or cannot be read: ${path}. Attach what it is kept on, or correct at_rest.key in hedui.yaml, and try again; nothing was changed.`,
  );
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
