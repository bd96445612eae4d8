import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../core/yaml-file.ts';

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

export type TableWords = z.infer<typeof schema>;

let loaded: TableWords | null = null;

/** The words that offices put around, above and below their tables. */
export function tableWords(): TableWords {
  loaded ??= schema.parse(readYamlFile(join(import.meta.dirname, 'table-words.yaml')));
  return loaded;
}
