import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXIT, Refusal } from '../../core/errors.ts';
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
    .map(({ name }) => loadSource(name, join(folder, name, 'source.yaml')))
    .sort((left, right) => (left.source < right.source ? -1 : 1));
}

function loadSource(source: string, path: string): SourceDefinition {
  const checked = sourceSchema.safeParse(readYaml(path, 'source-invalid'));
  if (checked.success) return { source, ...checked.data };
  throw invalid('source-invalid', path, z.prettifyError(checked.error));
}

export function readYaml(path: string, code: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw invalid(code, path, error instanceof Error ? error.message : String(error));
  }
}

export function invalid(code: string, path: string, detail: string): Refusal {
  return new Refusal(
    code,
    `${path} 内容有误，请按提示修改：\n${detail}`,
    `${path} is not as it should be:\n${detail}`,
    EXIT.usage,
  );
}
