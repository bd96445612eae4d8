import { z } from 'zod';
import type { SettingsPart } from '../../storage/settings.ts';
import { BUILDS_KEPT } from '../../storage/warehouse/builds.ts';

/** The part of `hedui.yaml` about how rules come to count; left out, everything is as it comes with Hedui. */
export const rulesPart = {
  key: 'rules',
  schema: z
    .strictObject({
      /** Whether a new version of a rule that comes with Hedui counts at once or is tried first. */
      new_versions: z.enum(['live', 'shadow']).default('live'),
      /** Published nights that stay on disk, for rules to be tried on and nights to be compared. */
      nights_kept: z.int().min(BUILDS_KEPT).max(1000).default(BUILDS_KEPT),
      /** Nights on which a rule must have run in shadow before anybody may let it count. */
      shadow_nights: z.int().min(1).max(366).default(1),
      /** Where given, rules that argue from absence open no case in a township before a drawn sample there has been looked at. */
      absence_gate: z
        .strictObject({ lower_bound: z.number().min(0).max(1), sample: z.int().min(1).max(1000).default(20) })
        .optional(),
    })
    .prefault({}),
} as const satisfies SettingsPart;

export type RulesSettings = z.infer<(typeof rulesPart)['schema']>;
