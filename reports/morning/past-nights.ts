import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Night } from './drift.ts';

const nightSchema = z.object({
  run: z.number(),
  as_of: z.string(),
  rules: z.array(
    z.object({
      rule_id: z.string(),
      title: z.string(),
      findings: z.number(),
      new: z.number(),
      fresh: z.number().optional(),
      changed: z.number(),
      withdrawn: z.number(),
      amount_fen: z.number(),
    }),
  ),
  held: z.array(z.object({ rule_id: z.string(), release: z.string() })).default([]),
  cases: z.object({ opened: z.number().default(0) }).prefault({}),
  totals: z.object({
    people: z.number(),
    amount_fen: z.number(),
    findings: z.number(),
    overlap_fen: z.number(),
    owed_to_people_fen: z.number(),
  }),
  checks: z.array(z.object({ zh: z.string(), holds: z.boolean() })),
  files: z.array(
    z.object({
      file: z.string(),
      status: z.string(),
      received: z.number(),
      used: z.number(),
      refused: z.number(),
      ignored: z.number(),
      reason: z.string().nullable(),
    }),
  ),
});

/** A night as it was told when it was done. */
export type ToldNight = z.infer<typeof nightSchema> & Night;

/** Every night whose papers lie in the reports folder, oldest first; folders of other papers are passed over. */
export function readNights(reports: string): ToldNight[] {
  if (!existsSync(reports)) return [];
  return readdirSync(reports)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(reports, name, 'night.json');
      if (!existsSync(path)) return [];
      const checked = nightSchema.safeParse(readJson(path));
      return checked.success ? [checked.data] : [];
    });
}

/** A night that died while writing may have left half a file, which is no reason to print no page today. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return null;
  }
}
