import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { invalid } from '../sources/read-yaml.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { normaliseHeader } from './header-text.ts';
import { loadMapping, type MappingEntry } from './mapping.ts';

/**
 * Writes what a person said about one layout into `mapping.yaml`, before what was said earlier; what was said of the same
 * headers is replaced. Other entries and their comments stay as they are. What would not be readable is never written.
 */
export function addMapping(
  path: string,
  entry: MappingEntry,
  sources: readonly SourceDefinition[],
): 'added' | 'replaced' {
  const document: Document = parseDocument(existsSync(path) ? readFileSync(path, 'utf8') : '[]');
  if (document.errors.length > 0) {
    throw invalid('mapping-invalid', path, document.errors.map(({ message }) => message).join('; '));
  }
  if (!isSeq(document.contents)) document.contents = document.createNode([]);
  const list = document.contents;
  // an empty list is written as []: entries below it want lines of their own
  if (isSeq(list)) list.flow = false;
  const known = (document.toJS() ?? []) as MappingEntry[];
  const index = known.findIndex(({ match }) => isSameLayout(match, entry.match));
  if (isSeq(list)) {
    if (index >= 0) list.items.splice(index, 1);
    const node = document.createNode(entry);
    if (isMap(node)) list.items.unshift(node);
  }
  const text = document.toString();
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    loadMapping(draft, sources);
  } finally {
    rmSync(draft, { force: true });
  }
  writeFileAtomically(path, text);
  return index >= 0 ? 'replaced' : 'added';
}

function isSameLayout(one: MappingEntry['match'], other: MappingEntry['match']): boolean {
  if (!('headers' in one) || !('headers' in other)) return false;
  const names = (headers: readonly string[]): string => headers.map(normaliseHeader).sort().join('\n');
  return names(one.headers) === names(other.headers);
}
