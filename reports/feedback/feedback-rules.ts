import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';
import { FEEDBACK_FIELDS, type FeedbackField } from './feedback-columns.ts';

const field = z.enum(FEEDBACK_FIELDS);
const valuesOfFields = z.partialRecord(field, z.array(z.string().min(1)).min(1));

const ruleSchema = z.strictObject({
  when: valuesOfFields.default({}),
  needs: z.array(field).default([]),
  empty: z.array(field).default([]),
  /** Fields that must not say these. */
  differs: valuesOfFields.default({}),
  /** The first is no larger than the second. */
  at_most: z.tuple([field, field]).optional(),
  form: z.partialRecord(field, z.literal('年月')).default({}),
  zh: z.string().min(1),
  en: z.string().min(1),
});

/** What the forms of higher offices demand of one answer, field against field. */
const RULES = z.array(ruleSchema).parse(readYamlFile(join(import.meta.dirname, 'feedback-rules.yaml')));

export type FeedbackAnswer = Readonly<Partial<Record<FeedbackField, string | number>>>;

/** Every rule that an answer breaks; `is_open` where it only lacks something that may still be filled in. */
export function brokenRules(answer: FeedbackAnswer): { zh: string; en: string; is_open: boolean }[] {
  const said = (name: FeedbackField): string => String(answer[name] ?? '').trim();
  const says = (values: z.infer<typeof valuesOfFields>): [FeedbackField, readonly string[]][] =>
    Object.entries(values) as [FeedbackField, string[]][];
  return RULES.flatMap(({ when, needs, empty, differs, at_most, form, zh, en }) => {
    if (!says(when).every(([name, values]) => values.includes(said(name)))) return [];
    const [less, more] = at_most ?? [];
    const isWrong =
      empty.some((name) => said(name) !== '') ||
      says(differs).some(([name, values]) => values.includes(said(name))) ||
      (less !== undefined && more !== undefined && Number(said(less)) > Number(said(more))) ||
      Object.keys(form).some((name) => !/^(?:\d{4}(?:0[1-9]|1[0-2]))?$/.test(said(name as FeedbackField)));
    const isLacking = needs.some((name) => said(name) === '');
    return isWrong || isLacking ? [{ zh, en, is_open: !isWrong }] : [];
  });
}
