import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReservedRules, loadRules } from '../../casework/rule-pack/load.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { readPart } from '../../storage/settings.ts';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { generateCounty } from '../generate/generate.ts';
import { nightly } from '../nightly.ts';
import { openProgress } from '../progress.ts';
import { DuckdbEngine } from './duckdb.ts';
import { ENGINE_NAMES, type Engine, type EngineName } from './engine.ts';
import { type EngineProof, prove } from './prove.ts';
import { enginesPart } from './settings.ts';
import { buildWorld, caseWorlds, type World } from './worlds.ts';

export interface ProofRequest {
  /** Whose `hedui.yaml` says where the engine is. */
  settings: string;
  engine: string;
  /** Drawing people of the generated county; 0 for none. */
  people: number;
  tell?: (done: EngineProof) => void;
}

/**
 * Plays every case of every rule, and a generated county, on another engine and compares all that comes out with DuckDB.
 * Only invented people go there: nothing of the office is touched.
 */
export async function proveEngine({
  settings,
  engine: name,
  people,
  tell,
}: ProofRequest): Promise<EngineProof> {
  const reference = await DuckdbEngine.open();
  const engine = await openEngine(settings, name);
  try {
    return await prove(reference, engine, worldsOf(people), tell);
  } finally {
    await engine.close();
    await reference.close();
  }
}

async function openEngine(settings: string, name: string): Promise<Engine> {
  const known = ENGINE_NAMES.find((one) => one === name);
  const places = readPart(settings, enginesPart);
  switch (known) {
    case 'postgres': {
      const { PostgresEngine } = await import('./postgres.ts');
      if (places.postgres === undefined) throw unnamed('postgres');
      return PostgresEngine.open(places.postgres.url);
    }
    case 'spark': {
      const { SparkEngine } = await import('./spark.ts');
      if (places.spark === undefined) throw unnamed('spark');
      return SparkEngine.open(places.spark);
    }
    case undefined:
      throw new Refusal(
        'engine-unknown',
        `没有名为 ${name} 的引擎，可用的是：${ENGINE_NAMES.join('、')}。`,
        `There is no engine ${name}; there are ${ENGINE_NAMES.join(', ')}.`,
        EXIT.usage,
      );
  }
}

function unnamed(name: EngineName): Refusal {
  const line =
    name === 'postgres' ? 'engines: {postgres: {url: …}}' : 'engines: {spark: {command: …, master: …}}';
  return new Refusal(
    'engine-unnamed',
    `hedui.yaml 没有写明该引擎在哪里，请加上 ${line}。`,
    `hedui.yaml does not say where that engine is; add ${line}.`,
  );
}

async function* worldsOf(people: number): AsyncGenerator<World> {
  const rules = [...loadRules(), ...loadReservedRules()];
  yield* caseWorlds(rules);
  if (people === 0) return;
  const home = mkdtempSync(join(tmpdir(), 'hedui-county-'));
  try {
    const county = generateCounty({ out: home, people, months: 12, seed: 19, format: 'csv' });
    const workspace = workspaceAt(join(home, 'office'));
    await nightly({
      home: workspace.home,
      inbox: county.inbox,
      asOf: county.as_of,
      progress: openProgress({ isQuiet: true }),
    });
    const build = currentBuild(workspace.builds);
    if (build === null) throw new Error('the night of the generated county published nothing');
    yield await buildWorld(`county of ${people}`, warehousePath(workspace.builds, build), rules);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
