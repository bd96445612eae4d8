import { existsSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { z } from 'zod';
import { invalid, readSourceYaml } from '../sources/read-yaml.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ComposedHeader } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { columnsNamed, headerNames } from './layout.ts';

/** Under this name a mapping is told that somebody wrote into the file by hand. */
export const MAPPING_FILE = 'mapping.yaml';

/** In place of a field: the column is left out. */
export const LEFT_OUT = 'ignore';

const entry = z.strictObject({
  source: z.string().min(1),
  match: z.union([
    z.strictObject({ headers: z.array(z.string().min(1)).min(1) }),
    z.strictObject({ file: z.string().min(1) }),
  ]),
  columns: z.record(z.string(), z.string().min(1)).default({}),
});

/** What a person said of the lists of one layout, and where it stands: a key of what was taught, or the file. */
export interface Mapping extends z.infer<typeof entry> {
  by: string;
}

/** What a person has written by hand about files that are not recognised by themselves. No file, no entries. */
export function loadMapping(path: string | null, sources: readonly SourceDefinition[]): Mapping[] {
  if (path === null || !existsSync(path)) return [];
  const checked = z.array(entry).nullable().safeParse(readSourceYaml(path, 'mapping-invalid'));
  if (!checked.success) throw invalid('mapping-invalid', path, z.prettifyError(checked.error));
  const entries = checked.data ?? [];
  for (const [index, { source, columns }] of entries.entries()) {
    const definition = sources.find((known) => known.source === source);
    if (!definition) {
      const names = sources.map((known) => known.source).join(', ');
      throw invalid('mapping-invalid', path, `[${index}].source: "${source}" ∉ {${names}}`);
    }
    for (const [header, field] of Object.entries(columns)) {
      if (field === LEFT_OUT || definition.fields[field]) continue;
      const names = Object.keys(definition.fields).join(', ');
      throw invalid(
        'mapping-invalid',
        path,
        `[${index}].columns.${header}: "${field}" ∉ {${names}, ${LEFT_OUT}}`,
      );
    }
  }
  return entries.map((one) => ({ ...one, by: MAPPING_FILE }));
}

/** The first mapping that is meant for a list with these headers. */
export function mappingFor(
  mappings: readonly Mapping[],
  fileName: string,
  headers: readonly ComposedHeader[],
): Mapping | null {
  const isMeant = ({ match }: Mapping): boolean =>
    'file' in match
      ? matchesGlob(basename(fileName), match.file)
      : match.headers.every((header) => columnsNamed(headers, header).length > 0);
  return mappings.find(isMeant) ?? null;
}

/** What a mapping says of each column. Of a header that comes twice without being numbered the first is meant. */
export function applyMapping(mapping: Mapping, headers: readonly ComposedHeader[]): Map<number, string> {
  return new Map(
    Object.entries(mapping.columns).flatMap(([header, field]) => {
      const [index] = columnsNamed(headers, header);
      return index === undefined ? [] : [[index, field] as const];
    }),
  );
}

/** The headers that a person has named, so that the row which holds them is found as the header. */
export function isMappedHeader(mappings: readonly Mapping[], header: ComposedHeader): boolean {
  const names = headerNames(header);
  return mappings.some(({ columns, match }) =>
    [...Object.keys(columns), ...('headers' in match ? match.headers : [])].some((wanted) =>
      names.includes(normaliseHeader(wanted.replace(/#\d+$/, ''))),
    ),
  );
}
