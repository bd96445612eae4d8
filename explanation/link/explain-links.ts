import { nameLevel } from '../../core/names/compare.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import { numberRow } from '../../core/row-number.ts';
import type { LinkBar, LinkExplanation, LinkField } from '../case-explanation.ts';
import { bareAddress, homeAddress, sexAge } from '../compare-cells.ts';
import type { Matter, PersonRow } from '../matter.ts';
import { type ReceivedRow, textValue } from '../rows/received-rows.ts';
import { type Bilingual, STRENGTH_WORDS, say } from '../say.ts';
import type { ReadPair } from '../sides.ts';
import type { Field } from './fields.ts';
import { BASES, PHRASES } from './phrases.ts';
import { ENGLISH_BASES, ENGLISH_PHRASES } from './phrases-english.ts';
import type { LinkPair } from './waterfall.ts';

const LABELS: Record<LinkField, Bilingual> = {
  number: ['身份证号', 'ID number'],
  name: ['姓名', 'Name'],
  birth: ['出生日期', 'Date of birth'],
  sex: ['性别', 'Sex'],
  place: ['乡镇、村', 'Township, village'],
  contact: ['账号、电话', 'Account, telephone'],
};

const ORDER: readonly LinkField[] = ['number', 'name', 'birth', 'sex', 'place', 'contact'];

const CONTRADICTIONS: Readonly<Record<string, Bilingual>> = {
  'alive-after-death': ['一方死亡后另一方仍有生存记录', 'One side was alive after the other had died'],
  sex: ['性别不同', 'Different sex'],
  birth: ['出生日期不同', 'Different dates of birth'],
};

const BASES_OF_NUMBERS: Readonly<Record<string, string>> = {
  own: '同一有效身份证号',
  'former-id': '户籍登记证明两个号码是同一人',
  recoded: '地区码新旧不同的同一号码',
  'same-account': '姓名、出生日期和账号相同',
};

const INSIDE: Bilingual = ['号码内含，不另计', 'held in the number, not counted again'];

/** The row in question carries the number and yet stands for somebody else: nobody put the two together. */
const APART: Bilingual = ['未归为同一人', 'Kept apart'];
const VETO: Bilingual = [
  '号码相同而姓名不合，未归为同一人',
  'Same number but another name: not put down to one person',
];

const NO_NAME: Bilingual = ['一方没有写姓名', 'one side has no name'];
const OTHER_NAME: Bilingual = [
  '名字不同，既不形近也不同音',
  'another given name, alike neither in shape nor in sound',
];

/** How far a bar reaches where the two rows carry one number: what it weighs beside the number itself. */
const EXACT = { number: 1, joined: 0.8, inside: 0.2, sex: 0.05, village: 0.18, township: 0.1 } as const;
const NAME_LENGTHS: Readonly<Record<number, number>> = {
  7: 0.46,
  6: 0.44,
  5: 0.36,
  4: 0.3,
  3: 0.24,
  2: 0.14,
  1: 0.04,
  0: -0.4,
};

type LinkedPair = LinkPair & { row_id: number };

/** Why each contradicting row, and each row of another number, is put down to this person. */
export async function explainLinks(matter: Matter, pairs: readonly ReadPair[]): Promise<LinkExplanation[]> {
  const { build, sheets, language } = matter;
  const { rows } = matter;
  const linked = await build.rows<LinkedPair>(
    `select person_row.row_id, link_pair.*
     from link.person_row
     inner join link.pair_alias on pair_alias.right_row = person_row.row_id
     inner join link.link_pair
        on link_pair.left_row = pair_alias.left_row and link_pair.right_row = pair_alias.right_row
     where person_row.person_id = $person`,
    { person: matter.person.person_id },
  );
  const byRow = new Map(rows.map((row) => [row.row_id, row]));
  const told = new Map<number, LinkExplanation>();
  for (const { left, right } of pairs) {
    const shown = right ?? left;
    if (!shown) continue;
    const { sheet, place } = shown;
    const id = numberRow({ fileNo: sheet.file_no, sheetNo: sheet.sheet_no, row: place.row });
    const row = byRow.get(id);
    const pair = linked.find(({ row_id }) => row_id === id);
    if (row && pair) told.set(id, fromPair(matter, row, pair, shown.place));
    else if (left && right) told.set(id, fromRows(matter, row ?? null, left, right));
  }
  for (const row of rows) {
    const pair = linked.find(({ row_id }) => row_id === row.row_id);
    const place = sheets.place(row.row_id, language);
    if (pair && place && !told.has(row.row_id)) told.set(row.row_id, fromPair(matter, row, pair, place));
  }
  return withoutRepeats([...told.values()]);
}

/** Twelve rows of one list joined in one way are one reason, not twelve. */
function withoutRepeats(links: readonly LinkExplanation[]): LinkExplanation[] {
  const seen = new Set<string>();
  return links.filter(({ place, basis, bars, proposed_id: proposed }) => {
    const key = JSON.stringify([place.source, basis, bars, proposed]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Bars of a link that the linker weighed: the longest is the whole width. */
function fromPair(
  matter: Matter,
  row: PersonRow,
  pair: LinkPair,
  place: LinkExplanation['place'],
): LinkExplanation {
  const bits = (field: Field): number =>
    Number(pair[`${field}_weight`]) + (field === 'name' ? Number(pair.frequency_weight) : 0);
  const longest = Math.max(1, ...ORDER.map((field) => Math.abs(bits(field))));
  const bars = ORDER.flatMap((field): LinkBar[] => {
    const level = pair[`${field}_level`];
    const words = phrase(field, level);
    if (words === null) return [];
    const isInside = bits(field) === 0 && level > 0 && (field === 'birth' || field === 'sex');
    return [
      barOf(
        matter,
        field,
        isInside ? EXACT.inside : bits(field) / longest,
        isInside ? INSIDE : words,
        isInside,
      ),
    ];
  });
  const opposing = opposingBars(matter, bars);
  const against = pair.contradictions.split(',').flatMap((code) => {
    const told = CONTRADICTIONS[code.trim()];
    const isTold = bars.some(({ field, length }) => field === code.trim() && length < 0);
    return told && !isTold ? [say(matter.language, told)] : [];
  });
  return linkOf(matter, { place, row, bars, against: [...opposing, ...against], proposed: pair.proposed_id });
}

/** Bars of two rows that the number itself joins. */
function fromRows(
  matter: Matter,
  row: PersonRow | null,
  left: ReceivedRow,
  right: ReceivedRow,
): LinkExplanation {
  const bars: LinkBar[] = [];
  const add = (field: LinkField, length: number, words: Bilingual, isInside = false): void => {
    bars.push(barOf(matter, field, length, words, isInside));
  };
  const [one, other] = [left, right].map(({ values }) => parseResidentId(textValue(values, 'resident_id')));
  const isOneNumber = one !== undefined && one.resident_id !== null && one.resident_id === other?.resident_id;
  const joined = row && row.basis !== 'own' ? BASES_OF_NUMBERS[row.basis] : undefined;
  if (isOneNumber)
    add('number', EXACT.number, ['18位全同，校验正确', 'all 18 digits agree, check digit correct']);
  else if (row && joined) add('number', EXACT.joined, [joined, ENGLISH_BASES[row.basis] ?? row.basis]);
  else add('number', 0, phrase('number', one?.resident_id && other?.resident_id ? -4 : 0) ?? ['', '']);
  const names = [left, right].map(({ values }) => textValue(values, 'name'));
  if (names[0] && names[1]) {
    const level = nameLevel(names[0], names[1]);
    const isBlank = names[0] !== names[1] && level === 7;
    if (row?.basis === 'D1b') add('name', NAME_LENGTHS[0] ?? 0, OTHER_NAME);
    else
      add(
        'name',
        NAME_LENGTHS[level] ?? 0,
        isBlank ? ['相同（去空格后）', 'same, blanks aside'] : (phrase('name', level) ?? ['', '']),
      );
  } else if (row?.basis === 'D1n') add('name', 0, NO_NAME);
  const [mine, theirs] = [left, right].map((side) => sexAge(side, matter.as_of));
  if (mine?.born && theirs?.born) {
    if (mine.born === theirs.born)
      add('birth', EXACT.inside, isOneNumber ? INSIDE : (phrase('birth', 5) ?? INSIDE), isOneNumber);
    else add('birth', -EXACT.inside, phrase('birth', 0) ?? INSIDE);
  }
  if (mine?.sex && theirs?.sex) {
    const isSame = mine.sex === theirs.sex;
    add('sex', isSame ? EXACT.sex : -EXACT.inside, phrase('sex', isSame ? 1 : 0) ?? INSIDE);
  }
  const [here, there] = [left, right].map(homeAddress);
  if (here && there) addPlace(add, left, right, bareAddress(here), bareAddress(there));
  return linkOf(matter, {
    place: right.place,
    row,
    bars,
    against: opposingBars(matter, bars),
    proposed: null,
  });
}

function opposingBars({ language }: Matter, bars: readonly LinkBar[]): string[] {
  return bars
    .filter(({ length }) => length < 0)
    .map(({ label, words }) => say(language, [`${label}：${words}`, `${label}: ${words}`]));
}

function addPlace(
  add: (field: LinkField, length: number, words: Bilingual) => void,
  left: ReceivedRow,
  right: ReceivedRow,
  here: string,
  there: string,
): void {
  const isVillage = here.includes(there) || there.includes(here);
  const towns = [left, right].map(({ values }) => textValue(values, 'township'));
  const isTown = towns[0] !== null && towns[0] === towns[1];
  const length = isVillage ? EXACT.village : isTown ? EXACT.township : -EXACT.township;
  add('place', length, phrase('place', isVillage ? 2 : isTown ? 1 : 0) ?? ['', '']);
}

function linkOf(
  { language, masker }: Matter,
  link: {
    place: LinkExplanation['place'];
    row: PersonRow | null;
    bars: LinkBar[];
    against: string[];
    proposed: string | null;
  },
): LinkExplanation {
  const { place, row, bars, against, proposed } = link;
  const basis = row?.basis ?? 'D1c';
  const strength = row?.match_strength ?? null;
  const word = say(language, strength === null ? APART : (STRENGTH_WORDS[strength] ?? [strength, strength]));
  const zh = BASES_OF_NUMBERS[basis] ?? BASES[basis] ?? basis;
  const objections =
    against.length === 0
      ? say(language, ['无反对项', 'nothing speaks against it'])
      : say(language, [`${against.length} 项反对`, `${against.length} against it`]);
  return {
    place,
    strength,
    basis,
    basis_text: say(language, [zh, ENGLISH_BASES[basis] ?? basis]),
    verdict: `${word} · ${objections}`,
    bars,
    against,
    vetoes: row === null ? [say(language, VETO)] : [],
    proposed_id: masker.number(proposed),
  };
}

function barOf(
  { language }: Matter,
  field: LinkField,
  length: number,
  words: Bilingual,
  isStriped: boolean,
): LinkBar {
  return {
    field,
    label: say(language, LABELS[field]),
    length: Math.max(-1, Math.min(1, Math.round(length * 100) / 100)),
    words: say(language, words),
    is_striped: isStriped,
  };
}

function phrase(field: Field, level: number): Bilingual | null {
  const zh = PHRASES[field][String(level)] ?? (field === 'sex' && level === 1 ? '性别相同' : null);
  return zh === null ? null : [zh, ENGLISH_PHRASES[field][String(level)] ?? zh];
}
