import { z } from 'zod';
import type { SettingsPart } from '../../storage/settings.ts';

/** The part of `hedui.yaml` about how rules come to count; left out, everything is as it comes with Hedui. */
export const rulesPart = {
  key: 'rules',
  schema: z
    .strictObject({
      /** Whether a new version of a rule that comes with Hedui counts at once or is tried first. */
      new_versions: z.enum(['live', 'shadow']).default('live'),
      /** Nights on which a rule must have run in shadow before anybody may let it count. */
      shadow_nights: z.int().min(1).max(366).default(1),
    })
    .prefault({}),
} as const satisfies SettingsPart;

export type RulesSettings = z.infer<(typeof rulesPart)['schema']>;
