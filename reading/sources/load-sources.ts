import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { loadVocabulary } from '../vocabularies/vocabulary.ts';
import { invalid, readYaml } from './read-yaml.ts';
import { type SourceDefinition, sourceSchema } from './source-definition.ts';

export const SOURCES_FOLDER = join(import.meta.dirname, '../../sql/sources');

/** Every folder under `sql/sources/` that holds a `source.yaml`, by name. */
export function loadSources(folder: string = SOURCES_FOLDER): SourceDefinition[] {
  if (!existsSync(folder)) {
    throw new Refusal(
      'sources-missing',
      `找不到来源定义文件夹 ${folder}。`,
      `No folder of sources at ${folder}.`,
    );
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'source.yaml')))
    .map(({ name }) => loadSource(name, join(folder, name)))
    .sort((left, right) => (left.source < right.source ? -1 : 1));
}

function loadSource(source: string, folder: string): SourceDefinition {
  const path = join(folder, 'source.yaml');
  const checked = sourceSchema.safeParse(readYaml(path, 'source-invalid'));
  if (checked.success) {
    const fields = Object.keys(checked.data.fields);
    return { source, ...checked.data, vocabulary: loadVocabulary(folder, fields) };
  }
  throw invalid('source-invalid', path, z.prettifyError(checked.error));
}
