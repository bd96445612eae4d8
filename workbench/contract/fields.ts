import { z } from 'zod';
import { STATUSES } from '../../casework/states.ts';
import { DIRECTIONS, MATCH_STRENGTHS } from '../../core/finding.ts';
import { day, fen, month } from '../../core/shapes.ts';

/** The parts that the shapes of the workbench are made of. */

export { day, fen, month };

/** An instant as ISO 8601 in UTC. */
export const instant = z.string().min(10);

export const strength = z.enum(MATCH_STRENGTHS);
export const direction = z.enum(DIRECTIONS);
export const status = z.enum(STATUSES);

/** A rule by its folder: `section/name`. */
export const ruleId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/);

/** A sentence in the two languages of the office. */
export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Several values in one query parameter, separated by commas. */
export function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .transform((text): string[] => (text === '' ? [] : text.split(',')))
    .pipe(z.array(item) as z.ZodType<z.output<Item>[], string[]>)
    .meta({ type: 'string', description: 'values separated by commas' });
}

/** A whole number in a query parameter. */
export const number = z.coerce.number().int();

/** Yes or no in a query parameter. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A key that makes a retry of the same request safe: the same key never does anything twice. */
export const requestKey = z.string().min(8).max(100);

/** Whatever goes wrong is answered in this shape. */
export const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    zh: z.string(),
    en: z.string(),
    /** Of a fault of our own: the number under which it stands in the log. */
    number: z.string().optional(),
    /** Of a request that is not well formed: where, for whoever writes a program. */
    detail: z.string().optional(),
  }),
});
