import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.strictObject({
  weak_death_sources: z.array(z.string()),
  changes: z.record(z.string(), z.strictObject({ title: z.string(), english: z.string() })),
});

export type HoldingRules = z.infer<typeof schema>;

export function loadHoldingRules(): HoldingRules {
  return schema.parse(parse(readFileSync(join(import.meta.dirname, 'holding-rules.yaml'), 'utf8')));
}
