import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import { type Manifest, type PublishedTable, readManifest, refuseNoFolder } from './manifest.ts';

/** A publication that is whole: every file that its manifest names is what was written. */
export interface Publication {
  folder: string;
  manifest: Manifest;
  /** The Parquet file of a table, by `canonical.<name>` or `parameter.<name>`. */
  fileOf: (table: string) => string | null;
}

/**
 * Reads what a county has published in a folder, and nothing that its manifest does not name. Refused where there is none, or
 * where a file is not what the manifest says. Two publications may follow upon one another while it is looked through: then it is
 * looked through again.
 */
export function readPublication(folder: string): Publication {
  const at = resolve(folder);
  refuseNoFolder(at);
  for (let look = 0; ; look += 1) {
    const manifest = readManifest(at);
    if (manifest === null) throw nothingPublished(at);
    const wrong = manifest.tables.find((table) => !isWritten(at, manifest, table));
    if (wrong === undefined) {
      const files = new Map(
        manifest.tables.map(({ table, file }) => [table, join(at, manifest.folder, file)]),
      );
      return { folder: at, manifest, fileOf: (table) => files.get(table) ?? null };
    }
    if (look > 0 || readManifest(at)?.folder === manifest.folder) throw notWhole(at, manifest, wrong);
  }
}

function isWritten(at: string, { folder }: Manifest, { file, bytes, sha256 }: PublishedTable): boolean {
  const path = join(at, folder, file);
  return existsSync(path) && statSync(path).size === bytes && hashOfFile(path) === sha256;
}

function nothingPublished(at: string): Refusal {
  return new Refusal(
    'publication-missing',
    `${at} 里没有完整的发布（没有 manifest.json）：可能正在拷贝，或发布没有做完。没有读取任何数据。`,
    `${at} holds no whole publication (no manifest.json): it may still be copied, or was not finished. Nothing was read.`,
  );
}

function notWhole(at: string, { county, folder }: Manifest, { file }: PublishedTable): Refusal {
  return new Refusal(
    'publication-broken',
    `${county.name}的发布不完整：${join(at, folder, file)} 缺失，或与清单的校验值不符。没有读取任何数据；请让该县重新发布，或重新拷贝。`,
    `The publication of ${county.name} is not whole: ${join(at, folder, file)} is missing or not what the manifest says. Nothing was read; have the county publish again, or copy it once more.`,
  );
}
