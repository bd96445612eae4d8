import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { WordReader } from '../../reading/vocabularies/read-word.ts';

const HOLD = 'hold';

/** By column, `source.field`, and by what they mean, or `hold`, the words put down without looking at the vocabularies. */
const heldOut = z.record(z.string(), z.record(z.string(), z.array(z.coerce.string())));

export interface WordsOfColumn {
  column: string;
  /** Words that have a meaning. */
  planted: number;
  understood: number;
  /** They wait until somebody explains them. */
  held: number;
  /** Taken for something else than they mean, or understood where they may mean two things. */
  misread: { word: string; as: string; is: string }[];
}

/** How the vocabularies that come with the program read words that they were not made from. */
export function readHeldOutWords(): WordsOfColumn[] {
  const columns = heldOut.parse(
    parse(readFileSync(join(import.meta.dirname, 'held-out-words.yaml'), 'utf8')),
  );
  const sources = new Map(loadSources().map((source) => [source.source, source]));
  return Object.entries(columns).map(([column, meanings]) => {
    const [source = '', field = ''] = column.split('.');
    const definition = sources.get(source)?.vocabulary[field];
    if (!definition) throw new Error(`held-out-words.yaml: there is no column ${column}`);
    const reader = new WordReader(definition);
    const words = Object.entries(meanings).flatMap(([is, some]) => some.map((word) => ({ word, is })));
    const read = words.map(({ word, is }) => ({ word, is, as: reader.read(word).means ?? HOLD }));
    const meant = read.filter(({ is }) => is !== HOLD);
    return {
      column,
      planted: meant.length,
      understood: meant.filter(({ as, is }) => as === is).length,
      held: meant.filter(({ as }) => as === HOLD).length,
      misread: read.filter(({ as, is }) => as !== is && as !== HOLD),
    };
  });
}
