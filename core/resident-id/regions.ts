import { readFileSync } from 'node:fs';

interface Region {
  name: string;
  /** Present code, or null where the place was split, merged or dissolved and no single successor is known. */
  current: string | null;
}

interface RegionTable {
  byCode: Map<string, Region>;
  /** One flag per six-digit number: a lookup by number is what makes a million parses a second possible. */
  isKnown: Uint8Array;
}

let table: RegionTable | undefined;

function loadRegions(): RegionTable {
  if (table) return table;
  const byCode = new Map<string, Region>();
  const isKnown = new Uint8Array(1_000_000);
  const text = readFileSync(new URL('./regions.tsv', import.meta.url), 'utf8');
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [code, name, current] = line.split('\t');
    if (!code || !name) continue;
    byCode.set(code, { name, current: current || null });
    isKnown[Number(code)] = 1;
  }
  table = { byCode, isKnown };
  return table;
}

/**
 * Whether the first six digits have been a place in any edition of GB/T 2260 since 1980.
 * Numbers on permanent residence cards of foreigners (since 2023) begin with 9, a province and a nationality.
 */
export function isKnownRegionNumber(code: number): boolean {
  const { isKnown } = loadRegions();
  if (isKnown[code] === 1) return true;
  if (code < 900_000) return false;
  const province = Math.trunc(code / 1000) % 100;
  const nationality = code % 1000;
  return nationality > 0 && provinces().has(province);
}

let provinceNumbers: Set<number> | undefined;

function provinces(): Set<number> {
  provinceNumbers ??= new Set([...loadRegions().byCode.keys()].map((code) => Number(code.slice(0, 2))));
  return provinceNumbers;
}

export function isKnownRegion(code: string): boolean {
  return /^\d{6}$/.test(code) && isKnownRegionNumber(Number(code));
}

/** Name of the place, as last used under this code; null for codes that never were one. */
export function regionName(code: string): string | null {
  return loadRegions().byCode.get(code)?.name ?? null;
}

/**
 * Today's code of the place: 532526 (弥勒县) gives 532504 (弥勒市). A retired code without a single successor
 * gives itself, so that equal codes still compare equal; an unknown code gives null.
 */
export function currentRegion(code: string): string | null {
  if (!isKnownRegion(code)) return null;
  return loadRegions().byCode.get(code)?.current ?? code;
}

/** Ends of the names of places that have an administration of their own; districts of cities often share theirs. */
const ENDS = /(?:自治县|县|市|旗|区|州|盟|地区|省)$/;

let administered: { code: string; name: string }[] | undefined;

/** Places that a text is searched for. */
function withAdministration(): { code: string; name: string }[] {
  administered ??= [...loadRegions().byCode]
    .map(([code, { name }]) => ({ code, name }))
    .filter(({ name }) => name.length >= 3 && ENDS.test(name));
  return administered;
}

/** A place that a text names, by today's name, with the six digits it has or had. */
export interface NamedRegion {
  name: string;
  code: string;
}

/** The county that a text names, else the prefecture or province; of several the longest name. Null where it names none. */
export function regionIn(text: string): NamedRegion | null {
  let best: { code: string; name: string } | null = null;
  const rank = ({ code, name }: { code: string; name: string }): number =>
    (code.endsWith('00') ? 0 : 100) + name.length;
  for (const place of withAdministration()) {
    if (text.includes(place.name) && (best === null || rank(place) > rank(best))) best = place;
  }
  if (best === null) return null;
  const today = currentRegion(best.code) ?? best.code;
  return { code: today, name: regionName(today) ?? best.name };
}

/** The places that bear this very name today; districts of several cities are called alike (市中区, 朝阳区). */
export function regionsCalled(name: string): NamedRegion[] {
  const { byCode } = loadRegions();
  return withAdministration().filter(
    (place) => place.name === name && byCode.get(place.code)?.current === place.code,
  );
}

/** The city or prefecture in which a county lies; null of the districts and counties of a municipality, whose code names none. */
export function prefectureOf({ code }: NamedRegion): string | null {
  const name = regionName(`${code.slice(0, 4)}00`);
  return name !== null && ENDS.test(name) && name !== '市辖区' && name !== '县' ? name : null;
}
