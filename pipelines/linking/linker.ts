import { PHRASES } from '../../explanation/link/phrases.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { type LaneStep, runInLanes } from '../../storage/warehouse/lanes.ts';
import { forgetValues, registerComparisons } from './functions.ts';
import { defaultModel, LINK_FIELDS, type LinkModel, levelBits } from './model.ts';
import { sqlStep } from './sql-steps.ts';
import { joinTowns } from './towns.ts';
import { learnModel } from './training.ts';
import { LinkValues } from './values.ts';

/** The columns a side may have; every one but `row_id` may be missing. All are text as received. */
export const PERSON_COLUMNS = [
  'name',
  'former_name',
  'id_raw',
  'former_id',
  'birth_raw',
  'sex',
  'age',
  'age_on',
  'township',
  'village',
  'address',
  'account',
  'phone',
  'household_no',
  'died_on',
  'alive_on',
] as const;

/** Pairs that one blocking key may bring; a key beyond it is a filled-in default, not a person. */
export const BLOCK_PAIR_CAP = 10_000;

/** From this share of known numbers on, a person missing from the register is news about the person. */
const WHOLE_REGISTER = 0.95;

export interface LinkRequest {
  /** Sides as they were named to `prepare`. */
  readonly left: string;
  readonly right: string;
  /** The side that holds the household registration, where there is one. */
  readonly register?: string;
  readonly model?: LinkModel;
  /** The table written, with its schema if any; default `linking.link_pair`. */
  readonly output?: string;
}

export interface CappedBlock {
  readonly rule: number;
  readonly left_count: number;
  readonly right_count: number;
}

export interface LinkReport {
  readonly left_count: number;
  readonly right_count: number;
  readonly register_count: number;
  readonly candidate_count: number;
  readonly counts: Readonly<Record<'confirmed' | 'probable' | 'possible' | 'id_conflict', number>>;
  readonly capped_blocks: readonly CappedBlock[];
  /** How long each part took. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/**
 * Links rows of one table to rows of another, person by person. Sides are prepared once and may be linked
 * many times: a night prepares the roster and the register and links each source to them.
 */
export class Linker {
  readonly #warehouse: Warehouse;
  readonly #values = new LinkValues();
  readonly #sides = new Map<string, number>();

  private constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  static async open(warehouse: Warehouse): Promise<Linker> {
    const linker = new Linker(warehouse);
    registerComparisons(warehouse, linker.#values);
    await warehouse.run(sqlStep('00-schema'));
    return linker;
  }

  /** Reads sides, each under its name: tables or views with `row_id` and any of `PERSON_COLUMNS`. */
  async prepare(tables: Readonly<Record<string, string>>): Promise<void> {
    const sides = Object.entries(tables);
    for (const [side, table] of sides) await this.#viewInput(side, table);
    // what stands on several sides is read once
    const reading = (
      columns: readonly string[],
      known: string,
      add: (lane: Warehouse, raws: readonly string[]) => Promise<void>,
    ): LaneStep => ({
      reads: [],
      leaves: [known],
      run: (lane) => readNew(lane, Object.keys(tables), columns, known, (raws) => add(lane, raws)),
    });
    await runInLanes(this.#warehouse, [
      reading(['name', 'former_name'], 'name_value', (lane, raws) => this.#values.addNames(lane, raws)),
      reading(['id_raw', 'former_id'], 'number', (lane, raws) => this.#values.addNumbers(lane, raws)),
      reading(['birth_raw', 'age_on', 'died_on', 'alive_on'], 'birth_value', (lane, raws) =>
        this.#values.addBirths(lane, raws),
      ),
    ]);
    await runInLanes(
      this.#warehouse,
      sides.map(([side, table]) => ({
        ...{ reads: [], leaves: [] },
        run: (lane) => this.#layPersons(lane, side, table),
      })),
    );
  }

  async #viewInput(side: string, table: string): Promise<void> {
    const present = new Set(
      (await this.#warehouse.rows<{ column_name: string }>(`describe select * from ${table}`)).map(
        (row) => row.column_name,
      ),
    );
    const columns = PERSON_COLUMNS.map((name) =>
      present.has(name) ? `nullif(${quoteName(name)}::varchar, '') as ${name}` : `null::varchar as ${name}`,
    );
    await this.#warehouse.run(
      `create or replace view linking.input_${side} as select row_id::bigint as row_id, ${columns.join(', ')} from ${table}`,
    );
  }

  async #layPersons(lane: Warehouse, side: string, table: string): Promise<void> {
    await lane.run(sqlStep('10-person', { side }));
    const size = await lane.first<{ rows: number; ids: number }>(
      `select count(*) as rows, count(distinct row_id) as ids from linking.person_${side}`,
    );
    // A row number borne twice would multiply every link of both rows.
    if (size?.rows !== size?.ids) throw new Error(`${table}: row_id is not unique`);
    this.#sides.set(side, size?.rows ?? 0);
  }

  async link(request: LinkRequest): Promise<LinkReport> {
    const register = request.register ?? (await this.#nobody(request.left));
    const model = request.model ?? defaultModel();
    const clock = new Stopwatch();
    const leftCount = this.#sides.get(request.left) ?? 0;
    await joinTowns(this.#warehouse, request.left, request.right, register);
    await this.#warehouse.run(sqlStep('30-register', { register }));
    // a key that nobody of the smaller side bears brings no pair: of the larger one it is not kept
    for (const [role, side, kept] of [
      ['right', request.right, 'true'],
      ['left', request.left, 'hash(rule, key) in (select right_key.key from linking.right_key)'],
    ] as const) {
      await this.#warehouse.run(sqlStep('40-linked-side', { role, side }));
      await this.#warehouse.run(sqlStep('50-block', { role, kept }));
    }
    clock.lap('register');
    await this.#warehouse.run(sqlStep('51-candidate', { cap: String(BLOCK_PAIR_CAP) }));
    clock.lap('block');
    await this.#warehouse.run(sqlStep('60-level', { candidates: 'candidate', target: 'level' }));
    clock.lap('compare');
    await this.#writeWeights(model);
    const output = request.output ?? 'linking.link_pair';
    const prior = Math.log2(model.expected_match_ratio / Math.max(leftCount, 1));
    const coverage = await this.#registerCoverage();
    await this.#warehouse.run(
      sqlStep('70-decision', {
        has_register: String((this.#sides.get(register) ?? 0) > 0),
        is_register_whole: String(coverage >= WHOLE_REGISTER),
      }),
    );
    await this.#warehouse.run(
      sqlStep('80-weight', {
        register,
        prior: prior.toFixed(2),
        name_u: String(model.fields.name['7']?.u ?? 1),
        name_floor: String(model.name_ratio_floor),
      }),
    );
    await this.#warehouse.run(sqlStep('90-link-pair', { output }));
    clock.lap('decide');
    return this.#report(request, register, output, clock.laps);
  }

  /** A side without anybody, in the place of a register. */
  async #nobody(like: string): Promise<string> {
    await this.#warehouse.run(
      `create or replace table linking.person_nobody as select * from linking.person_${like} where false`,
    );
    return 'nobody';
  }

  /** Removes everything that linking left in the warehouse but outputs written to other schemas. */
  async drop(): Promise<void> {
    await this.#warehouse.run('drop schema linking cascade');
    forgetValues(this.#warehouse);
  }

  /** Learns a model from two sides; a later night passes it to `link`. */
  async train(request: LinkRequest, version: string): Promise<LinkModel> {
    await this.link(request);
    return learnModel(this.#warehouse, request.model ?? defaultModel(), version);
  }

  /**
   * Compares rows of the sides last linked at random, each of some left rows with each of some right ones, into
   * `linking.compared`: for measuring, never for a night.
   */
  async compareSample(
    pairCount: number,
  ): Promise<{ count: number; milliseconds: number; cpuMilliseconds: number }> {
    const side = Math.ceil(Math.sqrt(pairCount));
    await this.#warehouse.run(
      `create or replace table linking.sample_pair as
       select l.row_id as left_row, r.row_id as right_row, 0 as blocks
       from (select row_id from linking.left_person using sample reservoir(${side} rows) repeatable (1)) as l,
            (select row_id from linking.right_person using sample reservoir(${side} rows) repeatable (2)) as r`,
    );
    const started = performance.now();
    const before = process.cpuUsage();
    await this.#warehouse.run(sqlStep('60-level', { candidates: 'sample_pair', target: 'compared' }));
    const milliseconds = performance.now() - started;
    const used = process.cpuUsage(before);
    const compared = await this.#warehouse.first<{ n: number }>('select count(*) as n from linking.compared');
    return { count: compared?.n ?? 0, milliseconds, cpuMilliseconds: (used.user + used.system) / 1000 };
  }

  /** The share of valid numbers on the left that the register knows. */
  async #registerCoverage(): Promise<number> {
    const row = await this.#warehouse.first<{ ratio: number | null }>(
      `select avg((registered_by_number is not null)::integer) as ratio
       from linking.left_person where valid_no is not null`,
    );
    return row?.ratio ?? 0;
  }

  async #writeWeights(model: LinkModel): Promise<void> {
    const rows = LINK_FIELDS.flatMap((field) =>
      Object.keys(model.fields[field]).map(
        (level) => `(${quoteText(field)}, ${level}, ${levelBits(model, field, Number(level)).toFixed(2)})`,
      ),
    );
    await this.#warehouse.run(
      `create or replace table linking.weight (field varchar, level integer, bits double);
       insert into linking.weight values ${rows.join(', ')}`,
    );
    const phrases = LINK_FIELDS.flatMap((field) =>
      Object.entries(PHRASES[field]).map(
        ([level, words]) => `(${quoteText(field)}, ${level}, ${quoteText(words)})`,
      ),
    );
    await this.#warehouse.run(
      `create or replace table linking.phrase (field varchar, level integer, words varchar);
       insert into linking.phrase values ${phrases.join(', ')}`,
    );
  }

  async #report(
    request: LinkRequest,
    register: string,
    output: string,
    milliseconds: Record<string, number>,
  ): Promise<LinkReport> {
    const counts = { confirmed: 0, probable: 0, possible: 0, id_conflict: 0 };
    const found = await this.#warehouse.rows<{ strength: keyof typeof counts; n: number }>(
      `select strength, count(*) as n from ${output} group by strength`,
    );
    for (const { strength, n } of found) counts[strength] = n;
    const candidates = await this.#warehouse.first<{ n: number }>(
      'select count(*) as n from linking.candidate',
    );
    return {
      left_count: this.#sides.get(request.left) ?? 0,
      right_count: this.#sides.get(request.right) ?? 0,
      register_count: this.#sides.get(register) ?? 0,
      candidate_count: candidates?.n ?? 0,
      counts,
      capped_blocks: await this.#warehouse.rows<{ rule: number; left_count: number; right_count: number }>(
        'select rule, left_count, right_count from linking.capped_block order by left_count * right_count desc limit 100',
      ),
      milliseconds,
    };
  }
}

/** So many values are read at a time: of a large county they would fill the program's memory. */
const READ_AT_A_TIME = 100_000;

/** Hands on the values of these columns of the sides that were not read yet, part by part. */
async function readNew(
  lane: Warehouse,
  sides: readonly string[],
  columns: readonly string[],
  known: string,
  add: (raws: readonly string[]) => Promise<void>,
): Promise<void> {
  const values = sides.flatMap((side) =>
    columns.map((column) => `select ${column} as raw from linking.input_${side}`),
  );
  const fresh = `new_${known}`;
  await lane.run(`create or replace temp table ${fresh} as
    select distinct raw from (${values.join(' union all ')}) where raw is not null
    and raw not in (select raw from linking.${known})`);
  const size = await lane.first<{ n: number }>(`select count(*) as n from ${fresh}`);
  for (let start = 0; start < size!.n; start += READ_AT_A_TIME) {
    const reader = await lane.connection.runAndReadAll(
      `select raw from ${fresh} where rowid >= ${start} and rowid < ${start + READ_AT_A_TIME}`,
    );
    await add((reader.getColumns()[0] ?? []) as string[]);
  }
  await lane.run(`drop table ${fresh}`);
}

class Stopwatch {
  readonly laps: Record<string, number> = {};
  #last = performance.now();

  lap(name: string): void {
    const now = performance.now();
    this.laps[name] = Math.round(now - this.#last);
    this.#last = now;
  }
}
