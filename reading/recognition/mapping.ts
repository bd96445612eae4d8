import { existsSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { z } from 'zod';
import { invalid, readYaml } from '../sources/read-yaml.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { shown } from './column-assignment.ts';
import type { ComposedHeader } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';

const entry = z.strictObject({
  source: z.string().min(1),
  match: z.union([
    z.strictObject({ headers: z.array(z.string().min(1)).min(1) }),
    z.strictObject({ file: z.string().min(1) }),
  ]),
  columns: z.record(z.string(), z.string().min(1)).default({}),
});

export type MappingEntry = z.infer<typeof entry>;

/** What a person has written about files that are not recognised by themselves. No file, no entries. */
export function loadMapping(path: string | null, sources: readonly SourceDefinition[]): MappingEntry[] {
  if (path === null || !existsSync(path)) return [];
  const checked = z.array(entry).nullable().safeParse(readYaml(path, 'mapping-invalid'));
  if (!checked.success) throw invalid('mapping-invalid', path, z.prettifyError(checked.error));
  const entries = checked.data ?? [];
  for (const [index, { source, columns }] of entries.entries()) {
    const definition = sources.find((known) => known.source === source);
    if (!definition) {
      const names = sources.map((known) => known.source).join(', ');
      throw invalid('mapping-invalid', path, `[${index}].source: "${source}" ∉ {${names}}`);
    }
    for (const [header, field] of Object.entries(columns)) {
      if (field === 'ignore' || definition.fields[field]) continue;
      const names = Object.keys(definition.fields).join(', ');
      throw invalid('mapping-invalid', path, `[${index}].columns.${header}: "${field}" ∉ {${names}, ignore}`);
    }
  }
  return entries;
}

/** All headers of the entry that stand in this row of headers, as columns; null when the entry is not meant. */
export function applyMapping(
  mapping: MappingEntry,
  fileName: string,
  headers: readonly ComposedHeader[],
): Map<number, string> | null {
  const columnsOf = (wanted: string): number[] => {
    const name = normaliseHeader(wanted);
    return headers.flatMap((header, index) => (headerNames(header).includes(name) ? [index] : []));
  };
  const isMeant =
    'file' in mapping.match
      ? matchesGlob(basename(fileName), mapping.match.file)
      : mapping.match.headers.every((header) => columnsOf(header).length > 0);
  if (!isMeant) return null;
  const mapped = new Map<number, string>();
  for (const [header, field] of Object.entries(mapping.columns)) {
    for (const [position, index] of columnsOf(header).entries()) {
      // a header that comes twice is mapped once; the later column is left out
      mapped.set(index, position === 0 ? field : 'ignore');
    }
  }
  return mapped;
}

/** The headers that a person has named, so that the row which holds them is found as the header. */
export function isMappedHeader(entries: readonly MappingEntry[], header: ComposedHeader): boolean {
  const names = headerNames(header);
  return entries.some(({ columns, match }) =>
    [...Object.keys(columns), ...('headers' in match ? match.headers : [])].some((wanted) =>
      names.includes(normaliseHeader(wanted)),
    ),
  );
}

function headerNames(header: ComposedHeader): string[] {
  return [normaliseHeader(header.text), normaliseHeader(shown(header))];
}
