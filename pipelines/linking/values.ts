import { keyOf, type NameKey } from '../../core/names/key.ts';
import { normaliseName } from '../../core/names/normalise.ts';
import { BOOLEAN, ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import { type BirthReading, lunarReading, readBirth } from './births.ts';
import { readNumber } from './numbers.ts';

/**
 * What was read once from a distinct value: the same name on ten thousand rows is cleaned once. Names stay here, by the integers
 * under which SQL knows them; numbers and births stand in tables alone.
 */
export class LinkValues {
  readonly names: NameKey[] = [];
  readonly #nameIds = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  readonly #surnames = new Map<string, number>();
  readonly #days = new Set<number>();

  async addNames(warehouse: Warehouse, raws: readonly string[]): Promise<void> {
    const values = new ColumnWriter([VARCHAR, INTEGER]);
    const rows = new ColumnWriter([...Array(13).fill(INTEGER), BOOLEAN, BOOLEAN, BOOLEAN]);
    for (const raw of raws) {
      const id = this.#nameId(raw, rows);
      if (id !== null) values.add(raw, id);
    }
    await warehouse.appendColumns('linking', 'name_value', values);
    await warehouse.appendColumns('linking', 'name', rows);
  }

  #nameId(raw: string, rows: ColumnWriter): number | null {
    const key = keyOf(normaliseName(raw));
    if (key.text === '') return null;
    const identity = key.aliases.length === 0 ? key.plain : `${key.plain}|${key.aliases[0]}`;
    const known = this.#nameIds.get(identity);
    if (known !== undefined) return known;
    const alias = key.aliases[0] === undefined ? null : this.#nameId(key.aliases[0], rows);
    const id = this.names.length;
    this.names.push(key);
    this.#nameIds.set(identity, id);
    const { characters: c, syllables: p } = key;
    const isLegible = key.unknownCount === 0;
    const isPlain =
      isLegible && c.length >= 2 && c.length <= 4 && key.surnameLength === 1 && !key.aliases.length;
    rows.add(
      id,
      // A name with unknown characters is the same text as no other, itself included.
      isLegible ? numberFor(this.#texts, key.text) : -id - 1,
      key.surname === '' ? -id - 1 : numberFor(this.#surnames, key.surname),
      alias,
      c.length,
      ...[0, 1, 2, 3].map((at) => c[at] ?? -1),
      ...[0, 1, 2, 3].map((at) => p[at] ?? -1),
      isLegible,
      isPlain,
      key.shiSurnames.length > 0,
    );
    return id;
  }

  async addNumbers(warehouse: Warehouse, raws: readonly string[]): Promise<void> {
    const rows = new ColumnWriter([
      VARCHAR,
      INTEGER,
      VARCHAR,
      VARCHAR,
      VARCHAR,
      INTEGER,
      VARCHAR,
      VARCHAR,
      INTEGER,
      INTEGER,
      INTEGER,
    ]);
    const days = new ColumnWriter([INTEGER, INTEGER]);
    for (const raw of raws) {
      const key = readNumber(raw);
      if (key.kind === 0) continue;
      rows.add(
        raw,
        key.kind,
        key.digits,
        key.key15,
        key.birthSequence,
        key.regionNow,
        key.head8,
        key.tail8,
        key.birthOn,
        key.birthYear,
        key.sex,
      );
      this.#addDay(key.birthOn, days);
    }
    await warehouse.appendColumns('linking', 'number', rows);
    await warehouse.appendColumns('linking', 'lunar_day', days);
  }

  async addBirths(warehouse: Warehouse, raws: readonly string[]): Promise<void> {
    const values = new ColumnWriter([VARCHAR, INTEGER, INTEGER]);
    const days = new ColumnWriter([INTEGER, INTEGER]);
    for (const raw of raws) {
      const birth: BirthReading = readBirth(raw);
      if (birth.year === null) continue;
      values.add(raw, birth.day, birth.year);
      this.#addDay(birth.day, days);
    }
    await warehouse.appendColumns('linking', 'birth_value', values);
    await warehouse.appendColumns('linking', 'lunar_day', days);
  }

  #addDay(day: number | null, rows: ColumnWriter): void {
    if (day === null || this.#days.has(day)) return;
    this.#days.add(day);
    rows.add(day, lunarReading(day));
  }
}

function numberFor(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
