import { z } from 'zod';
import { INNOCENT_OF_SILENCE } from './certification.ts';
import { INNOCENT_OF_DEATH } from './deaths.ts';
import { INNOCENT_OF_ANOTHER_NAME } from './identity.ts';
import type { Innocent } from './innocent-county.ts';
import { INNOCENT_OF_BEING_PAID, INNOCENT_OF_SUBSIDIES } from './payments.ts';
import { INNOCENT_OF_ANOTHER_CLAIM } from './prison-and-work.ts';
import { INNOCENT_OF_LEAVING } from './registration.ts';

/** Every kind of innocence that looks like guilt, by the name it has in the file of rates. */
export const INNOCENTS: Readonly<Record<string, Innocent>> = {
  ...INNOCENT_OF_DEATH,
  ...INNOCENT_OF_LEAVING,
  ...INNOCENT_OF_SILENCE,
  ...INNOCENT_OF_ANOTHER_NAME,
  ...INNOCENT_OF_ANOTHER_CLAIM,
  ...INNOCENT_OF_BEING_PAID,
  ...INNOCENT_OF_SUBSIDIES,
};

const said = { zh: z.string().min(1), why: z.string().min(1) };
const listCount = z.strictObject({ count: z.int().min(0), ...said });

const innocentRates = z.strictObject({
  people: z.record(z.string(), z.strictObject({ per_1000: z.number().positive(), ...said })),
  lists: z.strictObject({
    corrected_rosters: listCount,
    corrected_certifications: listCount,
    townships_with_destroyed_numbers: listCount,
  }),
});

export type InnocentRates = z.infer<typeof innocentRates>;

/** Throws where the file and the kinds that can be built do not agree: an unmeasured kind is no measurement. */
export function parseInnocentRates(value: unknown): InnocentRates {
  const rates = innocentRates.parse(value);
  const named = Object.keys(rates.people);
  const unknown = named.filter((kind) => !(kind in INNOCENTS));
  const missing = Object.keys(INNOCENTS).filter((kind) => !named.includes(kind));
  if (unknown.length > 0 || missing.length > 0) {
    throw new Error(
      `rates of kinds that nobody builds: ${unknown.join(', ')}; kinds without a rate: ${missing.join(', ')}`,
    );
  }
  return rates;
}
