import { existsSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
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
  /** Phrases in its name, its title or its notes that doubt the rows of such a list no more. */
  despite: z.array(z.string().min(1)).default([]),
});

/** What a person said of the lists of one layout, and where it stands: a key of what was taught, or the file. */
export interface Mapping extends z.infer<typeof entry> {
  by: string;
}

const throwIt = (why: Refusal): never => {
  throw why;
};

/**
 * What a person has written by hand about files that are not recognised by themselves. No file, no entries. An entry that cannot
 * be followed is told (`onWrong`) and left out: it stops itself, and neither the others nor the night.
 */
export function loadMapping(
  path: string | null,
  sources: readonly SourceDefinition[],
  onWrong: (why: Refusal) => void = throwIt,
): Mapping[] {
  if (path === null || !existsSync(path)) return [];
  const wrong = (detail: string): [] => {
    onWrong(invalid('mapping-invalid', path, detail));
    return [];
  };
  let said: unknown;
  try {
    said = readSourceYaml(path, 'mapping-invalid') ?? [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    onWrong(error);
    return [];
  }
  const entries = z.array(z.unknown()).safeParse(said);
  if (!entries.success) return wrong(z.prettifyError(entries.error));
  return entries.data.flatMap((one, index): Mapping[] => {
    const checked = entry.safeParse(one);
    if (!checked.success) return wrong(`[${index}]: ${z.prettifyError(checked.error)}`);
    const strange = strangeIn(checked.data, sources);
    return strange === null ? [{ ...checked.data, by: MAPPING_FILE }] : wrong(`[${index}]${strange}`);
  });
}

/** A source or a field of an entry that there is not, with those that there are. */
function strangeIn(
  { source, columns }: z.infer<typeof entry>,
  sources: readonly SourceDefinition[],
): string | null {
  const definition = sources.find((known) => known.source === source);
  if (!definition) {
    const names = sources.map((known) => known.source).join(', ');
    return `.source: "${source}" ∉ {${names}}`;
  }
  for (const [header, field] of Object.entries(columns)) {
    if (field === LEFT_OUT || definition.fields[field]) continue;
    const names = Object.keys(definition.fields).join(', ');
    return `.columns.${header}: "${field}" ∉ {${names}, ${LEFT_OUT}}`;
  }
  return null;
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
