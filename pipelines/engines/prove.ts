import { openProgress, type Progress } from '../progress.ts';
import { type Answer, compareAnswers, type Engine, type EngineDifference, type World } from './engine.ts';

/** A question that two engines did not answer alike, or that one could not answer at all. */
export interface Disagreement {
  world: string;
  question: string;
  difference: EngineDifference | null;
  /** What the engine said, where it could not answer. */
  fault: string | null;
}

export interface EngineProof {
  engine: string;
  worlds: number;
  questions: number;
  /** Rows that were the same on both. */
  rows: number;
  disagreements: Disagreement[];
}

/** Asks both engines every question of these worlds and compares all rows and all columns. */
export async function prove(
  reference: Engine,
  engine: Engine,
  worlds: AsyncIterable<World> | Iterable<World>,
  progress: Pick<Progress, 'step' | 'tick'> = openProgress({ isQuiet: true }),
): Promise<EngineProof> {
  const proof: EngineProof = { engine: engine.title, worlds: 0, questions: 0, rows: 0, disagreements: [] };
  for await (const world of worlds) {
    progress.step(world.what, world.questions.length);
    await settle(reference, world);
    const fault = await faultOf(() => settle(engine, world));
    for (const { what, sql } of world.questions) {
      proof.questions += 1;
      progress.tick(what);
      const expected = await reference.ask(sql);
      const found = fault ?? (await answerOrFault(engine, sql));
      const said = { world: world.what, question: what };
      if (typeof found === 'string') {
        proof.disagreements.push({ ...said, difference: null, fault: found });
        continue;
      }
      const difference = compareAnswers(what, expected, found);
      if (difference === null) proof.rows += expected.rows.length;
      else proof.disagreements.push({ ...said, difference, fault: null });
    }
    proof.worlds += 1;
  }
  return proof;
}

async function settle(engine: Engine, { given, derived }: World): Promise<void> {
  await engine.give(given);
  await engine.derive(derived);
}

async function answerOrFault(engine: Engine, sql: string): Promise<Answer | string> {
  try {
    return await engine.ask(sql);
  } catch (error) {
    return messageOf(error);
  }
}

async function faultOf(act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
