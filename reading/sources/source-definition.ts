import { z } from 'zod';
import type { SourceVocabulary } from '../vocabularies/vocabulary.ts';

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
  /** A list that has this column and leaves it blank in a row states no amount there: the row waits. */
  blank_holds: z.boolean().default(false),
  /** Where a list has no such column, what another list of the source said of the same person and event stands. */
  stands_unsaid: z.boolean().default(false),
  /** A day that cannot lie after the one the night is run for; a death cannot lie before the birth either. */
  has_happened: z.boolean().default(false),
  /** A month in which the fund has been paying. */
  within_fund: z.boolean().default(false),
  /** Free text that may name the months a payment is for (补4-6月); the field that gives the year it is read by. */
  names_months_by: z.string().nullable().default(null),
  /** How many months a row is of; the field that says up to which. Where a list has more than one and not that field, somebody is asked. */
  months_said_by: z.string().nullable().default(null),
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
    /** Names of many lists: they break a tie, and alone make no source. */
    tie_names: names,
    not_file_names: names,
    /** Words of a heading among its rows below which they are none of it: 停发人员. */
    other_headings: names,
    period_field: z.string().nullable().default(null),
    /** A list of a year may give each month a column of amounts: what its month and its amount are then headed, one below the other. */
    months_beside: z.strictObject({ month: z.string(), amount: z.string() }).nullable().default(null),
    /** `period`: a list for each month, year or batch. `snapshot`: how things stand. `cumulative`: a list that goes on growing. */
    delivery: z.enum(['snapshot', 'period', 'cumulative']).default('cumulative'),
    /** Beside the person, the fields that make two rows one payment: such a line counts once, in however many files it stands. */
    line_key: names,
    /** Of those, amounts that are part of a payment: alone they do not say what was paid. */
    line_parts: names,
    as_of_field: z.string().nullable().default(null),
    fields: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case with underscores'), field),
    any_of: groups,
    excludes: names,
    /** Many lists are laid out like it and called like it: its name alone makes none its own, and somebody is asked. */
    asks_unmarked: z.boolean().default(false),
    /** Its headers are those of other lists as well: where neither its name nor one of these words says that it is ours, somebody is asked. */
    asks_unless: names,
    /** What its name, a sheet's name or a title may say that may make it a list of something else, as patterns: 代缴工会费. Somebody is asked. */
    asks_named: names,
    /** Words one of which stands in a header or a title row of this source; in place of a marking field. */
    marks_any: names,
    /** Words in a header that say that it is of the one whom the list is about, where another person may stand in the same row. */
    subject_words: names,
    /** Words that say of a list that it may name others than whom it is about, who are alive and free: whose the names are is asked. */
    asks_whose: names,
    /** Columns that must not be kept, however they are sent (health data). */
    never_import: names,
    /**
     * Words of headers that nobody knows which may change who is meant, from when to when, or whether the row stands: such a column is
     * asked about, and what stands in it later on makes its rows wait.
     */
    asks_about: names,
    /** Words by which a list says of all its rows that they are wrong or were not carried out, unless a column says so of each. */
    doubted_lists: z.strictObject({ words: names, but_not: names, unless: names }).nullable().default(null),
    /** A register of everybody: only those are asked about whom some other list could mean. */
    is_register: z.boolean().default(false),
    /** Statements of accounts: its rows speak of money and days, and of no person. */
    names_nobody: z.boolean().default(false),
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
      ...source.line_key,
      ...source.line_parts,
      ...source.any_of.flat(),
      ...source.row_needs.flat(),
      ...(source.doubted_lists?.unless ?? []),
    ];
    for (const name of mentioned) {
      if (!known.has(name)) {
        context.addIssue({ code: 'custom', message: `"${name}" is not among the fields`, path: ['fields'] });
      }
    }
  });

export interface SourceDefinition extends z.infer<typeof sourceSchema> {
  /** The name of its folder under `sql/sources/`. */
  source: string;
  /** What the words of its coded columns mean. */
  vocabulary: SourceVocabulary;
}
