import type { GivenTable } from './engine.ts';

/** What lies in an engine: a table that is given again, the very same, need not be carried over again. */
export class Shelf {
  readonly #given = new Map<string, GivenTable>();
  readonly #derived: string[] = [];

  /** Which tables have to go, those that are made of others first, and which have to come. */
  change(tables: readonly GivenTable[]): { goes: string[]; comes: GivenTable[] } {
    const wanted = new Map(tables.map((table) => [table.name, table]));
    const old = [...this.#given].filter(([name, table]) => wanted.get(name) !== table).map(([name]) => name);
    const goes = [...this.#derived.splice(0).toReversed(), ...old];
    for (const name of old) this.#given.delete(name);
    const comes = tables.filter(({ name }) => !this.#given.has(name));
    for (const table of comes) this.#given.set(table.name, table);
    return { goes, comes };
  }

  /** A table that came beside the others. */
  put(table: GivenTable): void {
    this.#given.set(table.name, table);
  }

  /** A table that was derived from what lies here, and goes with the next change. */
  keep(derived: string): void {
    this.#derived.push(derived);
  }
}
