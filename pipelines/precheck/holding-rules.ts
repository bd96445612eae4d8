import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';

const schema = z.strictObject({
  weak_death_sources: z.array(z.string()),
  changes: z.record(z.string(), z.strictObject({ title: z.string(), english: z.string() })),
});

export type HoldingRules = z.infer<typeof schema>;

export function loadHoldingRules(): HoldingRules {
  return schema.parse(readYamlFile(join(import.meta.dirname, 'holding-rules.yaml')));
}
