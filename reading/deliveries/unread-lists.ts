import { addMonths, type Month, monthOf } from '../../core/month.ts';
import type { ReadFile } from '../kept-readings.ts';
import { hasHint } from '../recognition/source-choice.ts';
import { monthNamed } from '../recognition/title-month.ts';
import { townshipIn } from '../recognition/title-township.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { kindOf } from './kind.ts';

/** A list that arrived and could not be read, with a source that it may be of and the months and township it may speak of. */
export interface UnreadList {
  file_no: number;
  source: string;
  first_month: Month;
  last_month: Month;
  /** '' for all. */
  township: string;
}

/** A list says what happened in the year before it, and is what is known until half a year later the next one has come. */
const BEFORE = 11;
const AFTER = 6;

/** Refusals of a sheet that was taken for some source: what it is waits for a person. */
const TAKEN_FOR: ReadonlySet<string> = new Set(['source-ambiguous', 'columns-unclear']);

/**
 * Files refused whole that may be lists of a source, by their names or by what their columns were taken for: whoever is missing
 * from what was read may stand in them. A list of somebody else's is none, nor is one that came again under its name and was read.
 */
export function unreadLists(
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
  asOf: string,
): UnreadList[] {
  return files
    .filter(({ reading }) => reading.status === 'refused' && reading.code !== 'source-neighbour')
    .flatMap((file) => {
      const text = [file.receipt.name, ...file.reading.layouts.map(({ sheet }) => sheet)].join('\n');
      const month = monthNamed(text) ?? Math.min(monthOf(file.receipt.received_at), monthOf(asOf));
      return sources
        .filter((source) => mayBeOf(source, file, text) && !cameAgain(source, file, files))
        .map(({ source }) => ({
          file_no: file.receipt.sequence,
          source,
          first_month: addMonths(month, -BEFORE),
          last_month: addMonths(month, AFTER),
          township: townshipIn(text) ?? '',
        }));
    });
}

function mayBeOf(source: SourceDefinition, { reading }: ReadFile, text: string): boolean {
  return (
    hasHint(source.file_names, source.not_file_names, text) ||
    reading.layouts.some(({ asks, near }) => TAKEN_FOR.has(asks ?? '') && near.includes(source.source))
  );
}

function cameAgain({ source }: SourceDefinition, file: ReadFile, files: readonly ReadFile[]): boolean {
  const { stem } = kindOf(file);
  return files.some(
    (other) =>
      other.receipt.sequence > file.receipt.sequence &&
      other.reading.sources.includes(source) &&
      kindOf(other).stem === stem &&
      monthNamed(other.receipt.name) === monthNamed(file.receipt.name),
  );
}
