import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const controlTotal = z.object({
  sheet: z.string(),
  field: z.string(),
  header: z.string(),
  stated: z.number(),
  read: z.number(),
});

const fileLine = z.object({
  file: z.string(),
  source: z.string().nullable(),
  status: z.enum(['used', 'refused', 'superseded', 'unchanged']),
  received: z.number(),
  used: z.number(),
  refused: z.number(),
  ignored: z.number(),
  reason: z.string().nullable().default(null),
  reason_en: z.string().nullable().default(null),
  control_totals: z.array(controlTotal).default([]),
});

const heldRule = z.object({
  rule_id: z.string(),
  title: z.string(),
  run: z.number(),
  as_of: z.string(),
  findings: z.number(),
  fresh: z.number(),
  zh: z.string(),
  en: z.string(),
});

/** A night as it told itself; nights of an older Hedui lack what came later. */
const nightFile = z.object({
  run: z.number(),
  as_of: z.string(),
  files: z.array(fileLine),
  rules: z.array(
    z.object({
      rule_id: z.string(),
      title: z.string(),
      direction: z.enum(['fund', 'person', 'none']).default('none'),
      findings: z.number(),
      new: z.number(),
      unchanged: z.number().default(0),
      changed: z.number(),
      withdrawn: z.number(),
    }),
  ),
  held: z.array(heldRule).default([]),
  totals: z.object({ findings: z.number(), people: z.number(), amount_fen: z.number() }),
  cases: z.object({ opened: z.number().default(0), held_back: z.number().default(0) }).prefault({}),
  batches: z
    .object({ unregistered: z.array(z.object({ file: z.string(), items: z.number() })).default([]) })
    .prefault({}),
  checks: z.array(
    z.object({
      name: z.string().default(''),
      zh: z.string(),
      en: z.string().default(''),
      holds: z.boolean(),
      wanted: z.number().default(0),
      got: z.number().default(0),
    }),
  ),
  milliseconds: z.record(z.string(), z.number()).default({}),
});

export type NightRecord = z.infer<typeof nightFile>;
export type NightFile = NightRecord['files'][number];

/** The record of the published run, or null where its papers are gone. */
export function readNightRecord(reports: string, run: number): NightRecord | null {
  if (!existsSync(reports)) return null;
  const days = readdirSync(reports)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .sort()
    .reverse();
  for (const day of days) {
    const record = readOne(join(reports, day, 'night.json'));
    if (record?.run === run) return record;
  }
  return null;
}

function readOne(path: string): NightRecord | null {
  if (!existsSync(path)) return null;
  try {
    const checked = nightFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return checked.success ? checked.data : null;
  } catch {
    // cut off while it was written: the night is told by its build alone
    return null;
  }
}

export function addRows(files: readonly NightFile[]) {
  const sum = (pick: (file: NightFile) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  return {
    received: sum(({ received }) => received),
    used: sum(({ used }) => used),
    refused: sum(({ refused }) => refused),
    ignored: sum(({ ignored }) => ignored),
  };
}
