import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { invalid, readSourceYaml } from '../sources/read-yaml.ts';

/** A number that is not quoted has lost its zeros before anybody looks at it: 01 is 1, 00 is 0. */
const words = z.array(z.string('a word in quotes').min(1)).default([]);

/** What a cell may mean: its code, as the source's queries know it, and the words that mean it. */
const meaning = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
  words,
  /** Words that say nothing beside a word of this meaning: 出国定居（加拿大） is 出国定居. By themselves they mean nothing. */
  beside: words,
  /** Words that say nothing beside it right behind one of these leads, and else leave it unknown: 转出至昆明 is 转出, 昆明转出 may be either way. */
  behind: z.strictObject({ leads: words, words }).optional(),
  /** Ends of names that mean it: names of offices are no closed list. Never used for what is said about a person. */
  ending: words,
  /** Phrases that sort a free text, such as what a batch of leads suspects. Never used for what is said about a person. */
  containing: words,
  /** Where the meaning comes from law, the text. */
  basis: z.string().min(1).optional(),
});

/** `hold`: nobody knows, so the row waits. `nothing`: the cell says nothing, and the row counts without it. */
const outcome = z.string().min(1);

const codedField = z
  .strictObject({
    title: z.string().min(1),
    english: z.string().min(1),
    /** What a row that waits for a word puts in doubt besides itself, for whoever is asked. */
    meanwhile: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).optional(),
    means: z.record(z.string().regex(/^[a-z][a-z-]*$/), meaning),
    /** What a blank cell means in a column that is filled elsewhere. */
    blank: outcome.default('hold'),
    /** What it means that a list has no such column, or an empty one. */
    absent: outcome.default('nothing'),
    /** Where a list has no such column, what another list of the source said of the same person and event stands. */
    stands_unsaid: z.boolean().default(false),
    /** What a word means that stands in no list. */
    otherwise: outcome.default('hold'),
    /** What a date in place of a word means. */
    a_date_means: outcome.optional(),
    /** Lengths of time and amounts are left out before a word is looked up: 有期徒刑三年 is 有期徒刑. */
    without_figures: z.boolean().default(false),
    /** What else is left out, as patterns: the crime in 犯盗窃罪，判处有期徒刑. */
    left_out: z.array(z.string().min(1)).default([]),
    /**
     * A word may say besides that its line takes back what it names: 养老金发放冲正. What says so stands once, for every list, and nothing
     * else is left out. By itself it says of nothing what it takes back, and waits, unless the rest of the `line` says it.
     */
    reverses: z.enum(['word', 'line']).optional(),
    /** Several words in one cell: each must be known, and the first of these codes that is among them counts. */
    precedence: z.array(z.string()).default([]),
    /** Where a free text counts for nothing unless it says something known: phrases that leave it unclear, so that it waits. */
    doubts: words,
    /** Words that say nothing beside any known word of the column: 支付成功（跨行） is 支付成功. */
    beside: words,
    /** Codes that contradict every other one: a cell that says such a one and another waits. */
    alone: z.array(z.string()).default([]),
    /** Pairs of codes that contradict each other: a cell that says both waits. */
    contradict: z.array(z.tuple([z.string(), z.string()])).default([]),
    /** Of several such columns in one list each counts, as several words in one cell do: 卡状态 beside 激活状态. */
    each_column_counts: z.boolean().default(false),
    /** The column is asked only where a list does not have this other one. */
    instead_of: z.string().optional(),
    /** A list may do without the column, and where it has one it tells people apart: one word of it under an unknown header is asked about. */
    tells_apart: z.boolean().default(false),
    /** Where the cell is blank, this other column may say it: 有期徒刑一年 under 刑期. What stands there and is not known as a word of this column is left. */
    said_in: z.string().optional(),
    /** A row in which this other column means this waits for no word of the column: what is taken back need not be doubted. */
    settled_by: z.strictObject({ field: z.string(), means: z.string() }).optional(),
  })
  .superRefine((field, context) => {
    const known = new Set([...Object.keys(field.means), 'hold', 'nothing']);
    const used = [
      field.blank,
      field.absent,
      field.otherwise,
      field.a_date_means ?? 'hold',
      ...field.precedence,
      ...field.alone,
      ...field.contradict.flat(),
    ];
    for (const code of used.filter((one) => !known.has(one)))
      context.addIssue({ code: 'custom', message: `"${code}" is not among the meanings` });
  });

export type CodedField = z.infer<typeof codedField>;

/** The coded columns of a source, by field. */
export type SourceVocabulary = Readonly<Record<string, CodedField>>;

const vocabularySchema = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), codedField);

export const VOCABULARY = 'vocabulary.yaml';

/** The words that void a row, for every source with a column of remarks. */
export const VOID_ROWS = join(import.meta.dirname, '../../sql/void-rows.yaml');

/** What says that a line of money takes back another, in whichever of the columns that may say so. */
const REVERSING = 'reversing';

/** Holds of each row what stands in columns that nobody reads and changes whom it means, when, or whether it stands. */
export const UNREAD = 'unread';

/** Words of columns that a list of any source may have. */
export interface WordsOfAnyList {
  remark: CodedField;
  [UNREAD]: CodedField;
  [REVERSING]: CodedField;
}

export function loadWordsOfAnyList(): WordsOfAnyList {
  const names = ['remark', UNREAD, REVERSING];
  const { remark, [UNREAD]: unread, [REVERSING]: reversing } = readVocabulary(VOID_ROWS, names);
  if (!remark || !unread || !reversing) throw invalid('vocabulary-invalid', VOID_ROWS, names.join(', '));
  return { remark, [UNREAD]: unread, [REVERSING]: reversing };
}

/**
 * What is said of a source's coded columns: in its own `vocabulary.yaml`, where it has one, and of its remarks and unread columns for
 * all; where it has words of its own for its remarks, those of all lists are added to them, and its doubts to what the list doubts of its own.
 * What says that a line takes back another is left out of a column that may say so, and is understood among its remarks.
 */
export function loadVocabulary(
  folder: string,
  fields: readonly string[],
  { remark, [UNREAD]: unread, [REVERSING]: reversing }: WordsOfAnyList,
): SourceVocabulary {
  const said = readVocabulary(join(folder, VOCABULARY), fields);
  const own: Record<string, CodedField> = { ...said, [UNREAD]: unread };
  for (const [name, field] of Object.entries(said))
    if (field.reverses) own[name] = { ...field, left_out: [...field.left_out, ...reversing.left_out] };
  if (!fields.includes('remark')) return own;
  if (Object.values(said).some(({ reverses }) => reverses))
    return { ...own, remark: withWordsOf({ ...reversing, left_out: [] }, remark) };
  return { ...own, remark: own.remark ? withWordsOf(own.remark, remark) : { ...remark, doubts: [] } };
}

function withWordsOf(own: CodedField, { means: shared, doubts }: CodedField): CodedField {
  const means = { ...own.means };
  for (const [code, meaning] of Object.entries(shared)) {
    const before = means[code];
    means[code] = { ...meaning, ...before, words: [...(before?.words ?? []), ...meaning.words] };
  }
  return { ...own, means, doubts: own.doubts.length > 0 ? [...own.doubts, ...doubts] : [] };
}

function readVocabulary(path: string, fields: readonly string[]): SourceVocabulary {
  if (!existsSync(path)) return {};
  const checked = vocabularySchema.safeParse(readSourceYaml(path, 'vocabulary-invalid'));
  if (!checked.success) throw invalid('vocabulary-invalid', path, z.prettifyError(checked.error));
  const strange = Object.keys(checked.data).filter((field) => !fields.includes(field));
  if (strange.length > 0)
    throw invalid('vocabulary-invalid', path, `${strange.join(', ')} ∉ {${fields.join(', ')}}`);
  return checked.data;
}
