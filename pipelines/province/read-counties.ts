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
