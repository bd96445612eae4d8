import { maskName } from '../core/mask.ts';

/** The names of other people in a sentence stand in its facts, under a key that says so. */
export function maskOthers(facts: Readonly<Record<string, unknown>>, text: string): string {
  return Object.entries(facts).reduce(
    (masked, [fact, value]) =>
      fact.includes('name') && typeof value === 'string' && value !== ''
        ? masked.replaceAll(value, maskName(value))
        : masked,
    text,
  );
}
