import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import {
  loadVocabulary,
  loadWordsOfAnyList,
  VOCABULARY,
  VOID_ROWS,
  type WordsOfAnyList,
} from '../vocabularies/vocabulary.ts';
import { invalid, readSourceYaml } from './read-yaml.ts';
import { type SourceDefinition, sourceSchema } from './source-definition.ts';

export const SOURCES_FOLDER = join(import.meta.dirname, '../../sql/sources');

/** What was read of a folder, with the size and time of each file: reading 27 definitions takes a quarter of a second. */
const loaded = new Map<string, { stamp: string; sources: SourceDefinition[] }>();

/** Every folder under `sql/sources/` that holds a `source.yaml`, by name. */
export function loadSources(folder: string = SOURCES_FOLDER): SourceDefinition[] {
  const names = sourceNames(folder);
  const stamp = [
    VOID_ROWS,
    ...names.flatMap((name) => [join(folder, name, DEFINITION), join(folder, name, VOCABULARY)]),
  ]
    .map(stampOf)
    .join('\n');
  const known = loaded.get(folder);
  if (known?.stamp === stamp) return [...known.sources];
  const ofAnyList = loadWordsOfAnyList();
  const sources = names.map((name) => loadSource(name, join(folder, name), ofAnyList));
  loaded.set(folder, { stamp, sources });
  return [...sources];
}

const titled = z.object({ title: z.string(), english: z.string() });

/** What the sources are called, for who asks no more of them: checking all they say takes as long as a short verb. */
export function loadSourceTitles(
  folder: string = SOURCES_FOLDER,
): { source: string; title: string; english: string }[] {
  return sourceNames(folder).map((source) => ({
    source,
    ...titled.parse(readSourceYaml(join(folder, source, DEFINITION), 'source-invalid')),
  }));
}

const DEFINITION = 'source.yaml';

function sourceNames(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new Refusal(
      'sources-missing',
      `找不到来源定义文件夹 ${folder}。`,
      `No folder of sources at ${folder}.`,
    );
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, DEFINITION)))
    .map(({ name }) => name)
    .sort();
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${path} ${found.size} ${found.mtimeMs} ${found.ino}` : '';
}

function loadSource(source: string, folder: string, ofAnyList: WordsOfAnyList): SourceDefinition {
  const path = join(folder, DEFINITION);
  const checked = sourceSchema.safeParse(readSourceYaml(path, 'source-invalid'));
  if (checked.success) {
    const fields = Object.keys(checked.data.fields);
    return { source, ...checked.data, vocabulary: loadVocabulary(folder, fields, ofAnyList) };
  }
  throw invalid('source-invalid', path, z.prettifyError(checked.error));
}
