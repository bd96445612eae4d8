import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckdbEngine } from '../../pipelines/engines/duckdb.ts';
import type { World } from '../../pipelines/engines/engine.ts';
import { PostgresEngine } from '../../pipelines/engines/postgres.ts';
import { prove } from '../../pipelines/engines/prove.ts';
import { proveEngine } from '../../pipelines/engines/prove-engine.ts';
import { SparkEngine } from '../../pipelines/engines/spark.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { asksWholeSpark, hasSpark, SPARK_SQL, WITHOUT_SPARK, WITHOUT_WHOLE } from '../support/spark.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-engines-'));
const settings = join(folder, 'hedui.yaml');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of two spells of one person the later and the earlier, where one has no end: engines differ in where nothing stands in an order. */
const NULL_ORDER: World = {
  what: 'two spells',
  given: [
    {
      name: 'canonical.spell',
      columns: [
        { name: 'person_id', type: 'varchar' },
        { name: 'ended_month', type: 'integer' },
      ],
      rows: [
        ['p1', '202203'],
        ['p1', null],
      ],
    },
  ],
  derived: [],
  questions: [
    {
      what: 'the last spell',
      sql: `select person_id, ended_month from (
                select person_id, ended_month, row_number() over (partition by person_id order by ended_month desc) as place
                from canonical.spell
            ) as ranked
            where place = 1`,
    },
    {
      what: 'the first spell',
      sql: `select person_id, ended_month from (
                select person_id, ended_month, row_number() over (partition by person_id order by ended_month) as place
                from canonical.spell
            ) as ranked
            where place = 1`,
    },
    {
      what: 'the last spell, with the order said',
      sql: `select person_id, ended_month from (
                select person_id, ended_month,
                    row_number() over (partition by person_id order by ended_month desc nulls last) as place
                from canonical.spell
            ) as ranked
            where place = 1`,
    },
  ],
};

describe.skipIf(!hasPostgres)(
  `PostgreSQL (${hasPostgres ? 'a server of its own' : 'skipped: not installed'})`,
  () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
      writeFileSync(settings, `engines:\n  postgres:\n    url: ${server.url}\n`);
    });
    afterAll(() => server?.stop());

    it('finds what DuckDB finds in every case of every rule and in a county of 8,000, row by row', async () => {
      const proof = await proveEngine({ settings, engine: 'postgres', people: 8000 });
      expect(proof.disagreements).toEqual([]);
      expect(proof.questions).toBeGreaterThan(100);
      expect(proof.rows).toBeGreaterThan(50_000);
    });

    it('is caught where it would order what is not known otherwise', async () => {
      const engine = await PostgresEngine.open(server.url);
      const reference = await DuckdbEngine.open();
      const proof = await prove(reference, engine, [NULL_ORDER]);
      await engine.close();
      await reference.close();
      expect(proof.disagreements).toMatchObject([
        {
          question: 'the last spell',
          difference: { missing: ['["p1","202203"]'], beyond: ['["p1",null]'] },
        },
      ]);
    });

    it('leaves nothing behind on the server', async () => {
      const { Client } = await import('pg');
      const client = new Client({ connectionString: server.url });
      await client.connect();
      const { rows } = await client.query("select datname from pg_database where datname like 'hedui%'");
      await client.end();
      expect(rows).toEqual([]);
    });
  },
);

describe.skipIf(!hasSpark)(`Spark (${hasSpark ? 'on this machine' : WITHOUT_SPARK})`, () => {
  const proveSpark = (request: { people: number; isShort: boolean }) => {
    writeFileSync(settings, `engines:\n  spark:\n    command: ${SPARK_SQL}\n    master: local[2]\n`);
    return proveEngine({ settings, engine: 'spark', ...request });
  };

  it('finds what DuckDB finds by every rule and derived table in hundreds of cases, in company, and in a small county, row by row', async () => {
    const proof = await proveSpark({ people: 300, isShort: true });
    expect(proof.disagreements).toEqual([]);
    expect(proof.questions).toBeGreaterThan(100);
    expect(proof.rows).toBeGreaterThan(5000);
  }, 3_600_000);

  it.skipIf(!asksWholeSpark)(
    `finds what DuckDB finds in every case of every rule and in a county of 8,000, row by row${asksWholeSpark ? '' : ` (${WITHOUT_WHOLE})`}`,
    async () => {
      const proof = await proveSpark({ people: 8000, isShort: false });
      expect(proof.disagreements).toEqual([]);
      expect(proof.questions).toBeGreaterThan(100);
      expect(proof.rows).toBeGreaterThan(50_000);
    },
    3_600_000,
  );

  it('is caught where it would order what is not known otherwise', async () => {
    const engine = await SparkEngine.open({ command: SPARK_SQL, master: 'local[2]' });
    const reference = await DuckdbEngine.open();
    const proof = await prove(reference, engine, [NULL_ORDER]);
    await engine.close();
    await reference.close();
    expect(proof.disagreements).toMatchObject([
      {
        question: 'the first spell',
        difference: { missing: ['["p1","202203"]'], beyond: ['["p1",null]'] },
      },
    ]);
  }, 1_200_000);
});

describe('an engine that is not there', () => {
  it.each([
    [
      'postgres',
      'engines:\n  postgres:\n    url: postgresql://nobody@127.0.0.1:9/none\n',
      'engine-unreachable',
    ],
    ['spark', 'engines:\n  spark:\n    command: /nowhere/spark-sql\n', 'engine-unreachable'],
    ['postgres', '', 'engine-unnamed'],
    ['oracle', '', 'engine-unknown'],
  ])('%s is refused in words that say where to name it', async (engine, text, code) => {
    writeFileSync(settings, text);
    await expect(proveEngine({ settings, engine, people: 0 })).rejects.toMatchObject({ code });
  });
});
