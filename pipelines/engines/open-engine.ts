import { EXIT, Refusal } from '../../core/errors.ts';
import { memoryOf, shareOfEngine } from '../../storage/memory.ts';
import { readPart } from '../../storage/settings.ts';
import { ENGINE_NAMES, type Engine, type EngineName } from './engine.ts';
import { enginesPart } from './settings.ts';

/** Opens the engine of this name where the settings say that it is. Refused where they say nothing, or there is no such engine. */
export async function openEngine(settings: string, name: string): Promise<Engine> {
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
      return SparkEngine.open({ ...places.spark, megabytes: shareOfEngine(memoryOf(settings)) });
    }
    case undefined:
      throw new Refusal(
        'engine-unknown',
        `没有名为 ${name} 的引擎；除自带的 DuckDB 外，可用的是：${ENGINE_NAMES.join('、')}。`,
        `There is no engine ${name}; beside DuckDB, which comes with Hedui, there are ${ENGINE_NAMES.join(', ')}.`,
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
