import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';

/** What is written after all else and named last: without a whole one nothing of a publication is read. */
export const MANIFEST = 'manifest.json';

/** The layout of a publication; a reader that knows a lower one refuses. */
export const FORMAT = 1;

/** The folder of one publication, beside the manifest. */
export const FOLDER = /^night-\d+-[0-9a-f]{8}$/;

const month = z.int().nullable();
const hex = z.string().regex(/^[0-9a-f]{64}$/);

const publishedTable = z.object({
  /** `canonical.<name>` or `parameter.<name>`. */
  table: z.string().regex(/^(?:canonical|parameter)\.[a-z_]+$/),
  file: z.string().regex(/^[a-z_.]+\.parquet$/),
  rows: z.int(),
  bytes: z.int(),
  sha256: hex,
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  /** The sum of every column of money, in fen. */
  totals_fen: z.record(z.string(), z.int()),
});

const body = z.object({
  format: z.int(),
  county: z.object({ code: z.string().regex(/^\d{6}$/), name: z.string().min(1) }),
  /** The published night: its number at the office, and the day it was run for. */
  run: z.int(),
  as_of: z.iso.date(),
  published_at: z.string(),
  folder: z.string().regex(FOLDER),
  /** `key` tells two keys apart and nothing of either; null where numbers stand as they are. */
  key: z.string().nullable(),
  tables: z.array(publishedTable).min(1),
  /** Until when each list speaks. */
  sources: z.array(
    z.object({
      source: z.string(),
      title: z.string(),
      rows: z.int(),
      first_month: month,
      last_month: month,
      data_until: z.string().nullable(),
    }),
  ),
  /** What the night found, by rule, before anything became of it. */
  rules: z.array(
    z.object({
      rule_id: z.string(),
      version: z.string(),
      findings: z.int(),
      people: z.int(),
      amount_fen: z.int(),
    }),
  ),
  /** What the fund claims of the people of the county, each line once. */
  claimed_fen: z.int(),
});

export type Manifest = z.infer<typeof body>;
export type PublishedTable = z.infer<typeof publishedTable>;

const manifest = body.extend({ seal: hex });

/** A manifest as it is written, sealed over all it says: a figure that was changed on the way is seen. */
export function manifestText(said: Manifest): string {
  return `${JSON.stringify({ ...said, seal: sealOf(said) }, null, 1)}\n`;
}

const sealOf = (said: Manifest): string => sha256Hex(stableJson(said));

/** The manifest of a folder; null where there is none. Refused where it is not whole, or of a later layout than this. */
export function readManifest(folder: string): Manifest | null {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return null;
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw broken(path);
  }
  const { format } = z.object({ format: z.int() }).safeParse(read).data ?? { format: FORMAT };
  if (format > FORMAT) {
    throw new Refusal(
      'publication-newer-format',
      `${path} 是更新版本的程序写的（格式 ${format}，本程序认得到 ${FORMAT}）。请先升级本程序。`,
      `${path} was written by a later version (layout ${format}; this one knows up to ${FORMAT}). Upgrade this program first.`,
    );
  }
  const checked = manifest.safeParse(read);
  if (!checked.success) throw broken(path);
  const { seal, ...said } = checked.data;
  if (seal !== sealOf(said)) throw broken(path);
  return said;
}

function broken(path: string): Refusal {
  return new Refusal(
    'publication-broken',
    `${path} 不完整或被改动过，没有读取。请让发布的县重新发布（publish），或重新拷贝一份。`,
    `${path} is not whole or was changed; nothing was read. Ask the county to publish again, or copy it once more.`,
  );
}

/** Refuses a place that is no folder. */
export function refuseNoFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  throw new Refusal(
    'publication-no-folder',
    `没有文件夹 ${folder}（共享盘可能没有接上）。请先建好或接上，再试。`,
    `There is no folder ${folder}; a share may not be mounted. Make or mount it and try again.`,
  );
}
