import { existsSync } from 'node:fs';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { Manifest } from '../publication/manifest.ts';
import { type Publication, readPublication } from '../publication/read-publication.ts';

/** A publication with its number in this run; the province's own lists are published like a county's. */
export interface PublishedCounty {
  no: number;
  name: string;
  code: string;
  publication: Publication;
  manifest: Manifest;
}

/** A folder of which nothing is read, and why. */
export interface LeftOut {
  folder: string;
  refusal: Refusal;
}

/**
 * Reads what the counties published, in the order of their codes, and tells which folders hold nothing that can be read. Refused where
 * none does, where a county came twice, or where one is under another key than the rest: numbers under two keys have nothing in common.
 */
export function readCounties(
  folders: readonly string[],
  fits: (publication: Publication) => Publication,
): { counties: PublishedCounty[]; left_out: LeftOut[] } {
  const left_out: LeftOut[] = [];
  const read = folders.flatMap((folder) => {
    try {
      return [fits(readPublication(folder))];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      left_out.push({ folder, refusal: error });
      return [];
    }
  });
  const [first] = left_out;
  if (read.length === 0 && first !== undefined) throw first.refusal;
  const byCode = Map.groupBy(read, ({ manifest }) => manifest.county.code);
  const twice = [...byCode.values()].find((same) => same.length > 1);
  if (twice !== undefined) {
    const [one, other] = twice;
    throw new Refusal(
      'county-twice',
      `${one?.manifest.county.name}的发布给了两次：${one?.folder} 和 ${other?.folder}。请只留一份。`,
      `${one?.manifest.county.name} was given twice: ${one?.folder} and ${other?.folder}. Leave one of them out.`,
      EXIT.usage,
    );
  }
  const keys = Map.groupBy(read, ({ manifest }) => manifest.key);
  if (keys.size > 1) {
    const namesOf = (some: readonly Publication[]): string =>
      some.map(({ manifest }) => manifest.county.name).join('、');
    const groups = [...keys.values()].map(namesOf).join(' | ');
    throw new Refusal(
      'keys-differ',
      `各县号码的加密方式不一致，无法互相比对：${groups}。请统一用同一个省级密钥重新发布。`,
      `The counties published their numbers under different keys, or none, and cannot be compared: ${groups}. Have all publish under the one key of the province.`,
    );
  }
  const counties = [...read]
    .sort((one, other) => (one.manifest.county.code < other.manifest.county.code ? -1 : 1))
    .map((publication, place) => ({
      no: place + 1,
      ...publication.manifest.county,
      publication,
      manifest: publication.manifest,
    }));
  return { counties, left_out };
}

/**
 * Of a county that has published twice since it was read, what was read is gone; its newer one is another day's, and is not put beside
 * what the others were asked. A share may also have been taken away. Every other error passes unchanged.
 */
export function explainGone(error: unknown, counties: readonly PublishedCounty[]): unknown {
  if (error instanceof Refusal) return error;
  const gone = counties.filter(({ publication: { fileOf, manifest } }) =>
    manifest.tables.some(({ table }) => !existsSync(fileOf(table) ?? '')),
  );
  if (gone.length === 0) return error;
  const told = gone.map(({ name, publication }) => `${name}: ${publication.folder}`).join('\n');
  return new Refusal(
    'publication-gone',
    `运行期间，以下县的发布已不在原处（该县又发布了两次，或共享盘断开）。没有下发任何疑点；请确认共享盘已接上，等这些县发布完，再运行一次：\n${told}`,
    `While this ran, the publications of these counties went away (the county has published twice since, or a share was taken away). Nothing was handed down; see that the share is there and the counties are done publishing, and run again:\n${told}`,
  );
}
