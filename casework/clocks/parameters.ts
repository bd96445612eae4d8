import { join } from 'node:path';
import { z } from 'zod';
import { day } from '../../core/shapes.ts';
import { readYamlFile } from '../../core/yaml-file.ts';

export const CLOCKS = [
  'hearing',
  'public-notice',
  'pay-by',
  'reconsideration',
  'litigation',
  'suit-after-review',
  'reminder',
  'court-application',
] as const;

export type ClockName = (typeof CLOCKS)[number];

const clockParameter = z.strictObject({
  clock: z.enum(CLOCKS),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  starts: z.enum([
    'hearing_on',
    'published_on',
    'served_on',
    'review_received_on',
    'reminded_on',
    'litigation_ends_on',
  ]),
  unit: z.enum(['working-days', 'days', 'months']),
  count: z.int().positive(),
  rolls_over: z.boolean(),
  basis: z.string().min(1),
  valid_from: day,
  valid_to: day.nullable(),
  checked_on: day,
});

export const clockParameters = z.array(clockParameter);

export type ClockParameter = z.infer<typeof clockParameter>;

/** The terms that come with the program. */
export function loadShippedClocks(): ClockParameter[] {
  const file = join(import.meta.dirname, 'parameters.yaml');
  return clockParameters.parse(readYamlFile(file));
}

/** The term in force on the day it starts to run; an office's own parameters stand before the shipped ones. */
export function clockInForce(
  parameters: readonly ClockParameter[],
  clock: ClockName,
  startsOn: string,
): ClockParameter | null {
  const fits = (one: ClockParameter) =>
    one.clock === clock && one.valid_from <= startsOn && (one.valid_to === null || startsOn <= one.valid_to);
  return parameters.find(fits) ?? null;
}
