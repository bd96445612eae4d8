import { z } from 'zod';
import { day, month } from '../../core/shapes.ts';
import {
  type FieldKind,
  MOVE_FIELDS,
  type MoveField,
  type SingleMove,
} from '../../core/words/move-fields.ts';

export { day };

/** The parts that the inputs of commands are made of. */

/** Ten milliard yuan: far above any case, far below where sums of fen stop being exact. */
const LARGEST_FEN = 1_000_000_000_000;

export const positiveFen = z.int().positive().max(LARGEST_FEN);

export const signedFen = z.int().min(-LARGEST_FEN).max(LARGEST_FEN);

export const reason = z.string().trim().min(1).max(2000);

/** What is left blank is left out. */
export const optionalText = z
  .string()
  .trim()
  .max(2000)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);

/** So many of the largest amounts still add up exactly. */
export const MOST_LINES = 3000;

const DEBTOR_PARTS = ['name', 'resident_id', 'address', 'phone'] as const;

const SHAPES = {
  text: reason,
  long: reason,
  day: day.optional(),
  yuan: positiveFen,
  choice: z.never(),
  flag: z.boolean().optional(),
  person: z.string().min(1),
  entry: z.string().min(1),
  key: z.string().min(1),
  servers: z.array(z.string().trim()).max(2).default([]),
  takers: z.array(z.string().trim()).max(2).default([]),
  strike: z.array(z.strictObject({ month, reason })).default([]),
  adjustments: z
    .array(z.strictObject({ reason, amount_fen: signedFen }))
    .max(MOST_LINES)
    .default([]),
  instalments: z
    .array(z.strictObject({ due_on: day, amount_fen: positiveFen }))
    .min(1)
    .max(120),
  sources: z.partialRecord(z.enum(DEBTOR_PARTS), z.string().trim().min(1)).optional(),
} as const satisfies Record<FieldKind, z.ZodType>;

type Texts = 'text' | 'long' | 'key';

/** What a handler is given of a field: text that need not be said is null. */
type Taken<Field extends MoveField> = Field extends { kind: 'choice'; values: readonly (infer Value)[] }
  ? Value
  : Field extends
        | { kind: Texts; isOptional: true }
        | { kind: Texts; only: object }
        | { kind: Texts; isAssumed: true }
    ? string | null
    : Field extends { kind: 'yuan'; isAssumed: true }
      ? number | undefined
      : Field extends { kind: 'day'; isNeeded: true }
        ? string
        : z.output<(typeof SHAPES)[Field['kind']]>;

type Fields<Of extends readonly MoveField[]> = {
  [Field in Of[number] as Field['name']]: z.ZodType<Taken<Field>>;
};

/** The shape of what these fields take, and of nothing else. */
export function shapeOf<const Of extends readonly MoveField[]>(fields: Of): z.ZodObject<Fields<Of>> {
  const shapes = fields.map((field): [string, z.ZodType] => [field.name, shapeOfField(field)]);
  return z.strictObject(Object.fromEntries(shapes)) as unknown as z.ZodObject<Fields<Of>>;
}

export function inputShapeOf<Of extends SingleMove>(move: Of): z.ZodObject<Fields<(typeof MOVE_FIELDS)[Of]>> {
  return shapeOf(MOVE_FIELDS[move]) as unknown as z.ZodObject<Fields<(typeof MOVE_FIELDS)[Of]>>;
}

function shapeOfField({ kind, values, isOptional, isAssumed, isNeeded, only }: MoveField): z.ZodType {
  if (kind === 'choice') {
    const choice = z.enum(values ?? []);
    return isAssumed === true ? choice.default(values?.[0] ?? '') : choice;
  }
  const isText = kind === 'text' || kind === 'long' || kind === 'key';
  const mayBeEmpty = isOptional === true || isAssumed === true || only !== undefined;
  if (isText && mayBeEmpty) return optionalText;
  if (kind === 'yuan' && isAssumed === true) return positiveFen.optional();
  return kind === 'day' && isNeeded === true ? day : SHAPES[kind];
}
