import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReservedRules, loadRules } from '../../casework/rule-pack/load.ts';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { generateCounty } from '../generate/generate.ts';
import { nightly } from '../nightly.ts';
import { openProgress, type Progress } from '../progress.ts';
import { DuckdbEngine } from './duckdb.ts';
import type { World } from './engine.ts';
import { openEngine } from './open-engine.ts';
import { type EngineProof, prove } from './prove.ts';
import { buildWorld, caseWorlds, companyWorld } from './worlds.ts';

export interface ProofRequest {
  /** Whose `hedui.yaml` says where the engine is. */
  settings: string;
  engine: string;
  /** Drawing people of the generated county; 0 for none. */
  people: number;
  /** Hundreds of cases in one world, and not each where it is answered as alone: for an engine to which every question is costly. */
  isShort?: boolean;
  progress?: Progress;
}

/**
 * Plays every case of every rule, and a generated county, on another engine and compares all that comes out with DuckDB.
 * Only invented people go there: nothing of the office is touched.
 */
export async function proveEngine({
  settings,
  engine: name,
  people,
  isShort = false,
  progress,
}: ProofRequest): Promise<EngineProof> {
  const reference = await DuckdbEngine.open();
  const engine = await openEngine(settings, name);
  try {
    return await prove(reference, engine, worldsOf(people, isShort), progress);
  } finally {
    await engine.close();
    await reference.close();
  }
}

async function* worldsOf(people: number, isShort: boolean): AsyncGenerator<World> {
  const rules = [...loadRules(), ...loadReservedRules()];
  if (isShort) yield await companyWorld(rules);
  else yield* caseWorlds(rules);
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
