import { z } from 'zod';

export const FIELD_TYPES = [
  'resident_id',
  'name',
  'date',
  'month',
  'money',
  'integer',
  'text',
  'account',
  'sex',
  'phone',
  'year',
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

const names = z.array(z.string().min(1)).default([]);

const field = z.strictObject({
  type: z.enum(FIELD_TYPES),
  headers: z.array(z.coerce.string().min(1)).min(1),
  /** Words that must not stand in a header taken for this field. */
  not_headers: names,
  required: z.boolean().default(false),
  weight: z.number().positive().default(1),
  /** A header that tells this source from those that look like it. */
  marks_source: z.boolean().default(false),
});

const groups = z.array(z.array(z.string()).min(1)).default([]);

export const sourceSchema = z
  .strictObject({
    title: z.string().min(1),
    english: z.string().min(1),
    describes: z.string().min(1),
    /** The office that sends it, as people here call it. */
    sent_by: z.string().min(1).nullable().default(null),
    file_names: names,
    not_file_names: names,
    period_field: z.string().nullable().default(null),
    as_of_field: z.string().nullable().default(null),
    fields: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case with underscores'), field),
    any_of: groups,
    excludes: names,
    /** Words one of which stands in a header or a title row of this source; in place of a marking field. */
    marks_any: names,
    /** Columns that must not be kept, however they are sent (health data). */
    never_import: names,
    /** A register of everybody: only those are asked about whom some other list could mean. */
    is_register: z.boolean().default(false),
    /** What the rows say the fund pays: a pension (the payout roster), something else, or nothing. */
    pays: z.enum(['pension', 'other']).nullable().default(null),
    /** How often something new should come; no answer from a source that is older than this says little. */
    expected_every_days: z.number().int().positive().nullable().default(null),
    /** What one row must hold to be staged: at least one of each group. */
    row_needs: groups,
  })
  .superRefine((source, context) => {
    const known = new Set(Object.keys(source.fields));
    const mentioned = [
      ...[source.period_field, source.as_of_field].filter((name) => name !== null),
      ...source.any_of.flat(),
      ...source.row_needs.flat(),
    ];
    for (const name of mentioned) {
      if (!known.has(name)) {
        context.addIssue({ code: 'custom', message: `"${name}" is not among the fields`, path: ['fields'] });
      }
    }
  });

export type SourceField = z.infer<typeof field>;

export interface SourceDefinition extends z.infer<typeof sourceSchema> {
  /** The name of its folder under `sql/sources/`. */
  source: string;
}
