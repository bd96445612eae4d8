import { z } from 'zod';
import type { SettingsPart } from '../../storage/settings.ts';

/** Key `engines`: the databases beside DuckDB in which the office wants the rules to run. */
export const enginesPart = {
  key: 'engines',
  schema: z
    .strictObject({
      postgres: z
        .strictObject({
          /** Such as `postgresql://hedui@db.example/postgres`; a database of its own is made beside the one named. */
          url: z.string().min(1),
        })
        .optional(),
      spark: z
        .strictObject({
          command: z.string().min(1).default('spark-sql'),
          master: z.string().min(1).default('local[2]'),
          folder: z.string().min(1).optional(),
        })
        .optional(),
    })
    .default({}),
} as const satisfies SettingsPart;
