import { sha256Hex, stableJson } from '../../core/hash.ts';
import type { Delivery, DeliveryRuling } from '../../reading/deliveries/delivery.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { HeldWord } from '../../reading/vocabularies/interpret.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { canonicalTablesIn } from '../rules/case-warehouse.ts';
import type { RowsOf, WholeFeed } from './carry-over.ts';
import { type SettledBefore, type SettledFiles, WHOLE_ROW } from './load.ts';
import { queriesOf } from './source-queries.ts';
import { tableOf } from './staged-views.ts';
import { whichWait } from './unify.ts';

/** What settling one source's files and linking their rows came to, for a later night over the same files. */
export interface SourceRecord {
  files: readonly number[];
  /** The day on which something left out for its date is judged otherwise; null for none. */
  until: string | null;
  /** Rows are left out for their dates, or numbers for theirs. */
  is_dated: boolean;
  /** Rows refused for a date that cannot be, by file. */
  impossible: readonly (readonly [fileNo: number, rows: number])[];
  /** A hash of whose its rows are, and how surely. */
  people: string;
}

/** What a build's record says of the sources it was put together from. */
interface RecordedSources {
  as_of: string;
  rows: RowsOf | null;
  settled: Readonly<Record<string, SourceRecord>>;
  deliveries: readonly Delivery[];
  unexplained: readonly HeldWord[];
}

/** The rows that `settleFiles` leaves of a source beside its view, and those that words leave. */
const SETTLED = ['dropped_row', 'asked_row', 'contested_row', 'said_before'];
const WORDED = ['word', 'blank_cell', 'said_elsewhere', 'stated_month'];

/**
 * Sources of which neither came nor went a file since the published build, and of which nothing else is said: which of their rows count
 * and what their words mean is taken over from it, and where their rows are the same people's what they put into `canonical.*`, too. Rosters
 * are put together every night: whose they are hangs on what is said in all of them.
 */
export class SameSources implements SettledBefore {
  readonly #then: RecordedSources;
  readonly #sources: readonly SourceDefinition[];

  private constructor(then: RecordedSources, sources: readonly SourceDefinition[]) {
    this.#then = then;
    this.#sources = sources;
  }

  /** Null where nothing of the published build can be shown to be tonight's. */
  static since(
    then: RecordedSources | null,
    tonight: {
      asOf: string;
      rows: RowsOf;
      files: readonly ReadFile[];
      sources: readonly SourceDefinition[];
    },
  ): SameSources | null {
    const { asOf, rows, files, sources } = tonight;
    if (then?.rows?.basis !== rows.basis || then.rows.ruled !== rows.ruled || then.as_of > asOf) return null;
    const before = new Map(then.rows.files);
    const isRead = new Set(rows.files.filter(([no, digest]) => before.get(no) === digest).map(([no]) => no));
    const own = filesBySource(files);
    return new SameSources(
      then,
      sources.filter(({ source, pays }) => {
        const record = then.settled[source];
        const now = own.get(source) ?? [];
        return (
          pays !== 'pension' &&
          record !== undefined &&
          (record.until === null || asOf < record.until) &&
          record.files.length === now.length &&
          now.every((no) => record.files.includes(no) && isRead.has(no))
        );
      }),
    );
  }

  of(source: string): ReturnType<SettledBefore['of']> {
    if (!this.#sources.some((one) => one.source === source)) return null;
    const { until, is_dated, impossible } = this.#then.settled[source]!;
    const deliveries = this.#then.deliveries.filter((one) => one.source === source);
    const replaced = deliveries.filter(({ verdict }) => verdict === 'replaces');
    return { settled: { deliveries, replaced }, impossible, until, isDated: is_dated };
  }

  async takeSettled(warehouse: Warehouse): Promise<void> {
    await this.#take(warehouse, SETTLED);
    await warehouse.run(`
      insert into refused by name
      select refused.* from published.main.refused as refused
      semi join (select file_no, sheet from file_sheet where source in (${this.#names()})) as own
          on own.file_no = refused.file_no and own.sheet = refused.sheet
      where refused.code like 'impossible:%'`);
  }

  async takeWords(warehouse: Warehouse): Promise<readonly HeldWord[]> {
    await this.#take(warehouse, WORDED);
    await warehouse.run(`
      insert into held by name
      select held.* from published.main.held as held
      where source in (${this.#names()}) and field <> ${quoteText(WHOLE_ROW)}`);
    return this.#then.unexplained.filter(({ source }) => this.of(source) !== null);
  }

  /** What these sources put into canonical tables by themselves: all of it, or what stays where `people` are as they were. */
  feeds(people?: ReadonlyMap<string, string>): WholeFeed[] {
    const isSame = ({ source }: SourceDefinition): boolean =>
      people === undefined || (people.get(source) ?? '') === this.#then.settled[source]?.people;
    const same = this.#sources.filter(isSame);
    const staged = new Set(same.map(({ source }) => tableOf(source)));
    return same.flatMap((source) =>
      queriesOf(source.source)
        .filter(
          ({ sql }) =>
            !/\blink\./.test(sql) &&
            canonicalTablesIn(sql).every((table) => table === 'calendar_month') &&
            [...sql.matchAll(/\bstaged(?:_row)?\.(\w+)/g)].every(([, table]) => staged.has(table ?? '')),
        )
        .map(({ table, sql }) => ({
          ...{ source: source.source, table },
          key: whichWait(source, table, sql).key,
        })),
    );
  }

  async #take(warehouse: Warehouse, tables: readonly string[]): Promise<void> {
    if (this.#sources.length === 0) return;
    for (const table of tables)
      await warehouse.run(
        `insert into ${table} by name select * from published.main.${table} where source in (${this.#names()})`,
      );
  }

  #names(): string {
    return ["''", ...this.#sources.map(({ source }) => quoteText(source))].join(', ');
  }
}

/** Whose the rows of each source are, as a hash: what rows tell alike stands once. */
export async function peopleBySource(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.rows<{ source: string; people: string }>(`
    select source, cast(sum(hash(row_id, person_id, match_strength)::hugeint) as varchar) as people
    from link.observation group by source`);
  return new Map(rows.map(({ source, people }) => [source, people]));
}

/** What is kept of each source that came. */
export function recordSources(
  files: readonly ReadFile[],
  { came }: SettledFiles,
  people: ReadonlyMap<string, string>,
): Record<string, SourceRecord> {
  const own = filesBySource(files);
  return Object.fromEntries(
    came.map(({ source: { source }, until, isDated, impossible }) => [
      source,
      {
        ...{ files: own.get(source) ?? [], until, is_dated: isDated, impossible: [...impossible] },
        people: people.get(source) ?? '',
      },
    ]),
  );
}

export const hashOfRulings = (rulings: readonly DeliveryRuling[]): string => sha256Hex(stableJson(rulings));

function filesBySource(files: readonly ReadFile[]): Map<string, number[]> {
  const own = new Map<string, number[]>();
  for (const { receipt, reading } of files)
    for (const source of reading.sources) own.set(source, [...(own.get(source) ?? []), receipt.sequence]);
  return own;
}
