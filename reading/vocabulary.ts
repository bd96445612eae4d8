import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const words = z.array(z.string().min(1));

const schema = z.strictObject({
  neutral: words,
  same: z.array(words.min(2)),
  too_general: words,
  generic_headers: words,
  serials: words,
  other_persons: words,
  other_meanings: words,
  grand_totals: words,
  part_totals: words,
  footers: words,
});

export type Vocabulary = z.infer<typeof schema>;

let loaded: Vocabulary | null = null;

/** The words that offices put around, above and below their tables. */
export function vocabulary(): Vocabulary {
  loaded ??= schema.parse(parse(readFileSync(join(import.meta.dirname, 'vocabulary.yaml'), 'utf8')));
  return loaded;
}
