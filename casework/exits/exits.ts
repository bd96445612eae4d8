import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';

const leaves = z.enum(['nothing', 'act', 'cases', 'office', 'apart']);
const NUMBERS = ['masked', 'shown', 'full'] as const;

const exit = z.strictObject({
  leaves,
  numbers: z.enum(NUMBERS).default('masked'),
  because: z.string().min(1).nullable().default(null),
  'only-with': z.array(z.string().min(1)).default([]),
});

/** What of people leaves by an act or a verb; the two files of this folder say what each word means. */
export type Exit = z.infer<typeof exit>;

const exitsFile = z.record(
  z.string(),
  z.union([leaves.transform((one) => exit.parse({ leaves: one })), exit]),
);

/** Every act's exit by the act's name, every verb's by its words or those of its group. */
export const ACT_EXITS: ReadonlyMap<string, Exit> = load('acts.yaml');
export const VERB_EXITS: ReadonlyMap<string, Exit> = load('verbs.yaml');

/** The exit of an act (`area.act`) or of a verb (`receipts list`); what nobody has said is a fault. */
export function exitOf(name: string): Exit {
  const found = name.includes('.')
    ? ACT_EXITS.get(name)
    : (VERB_EXITS.get(name) ?? VERB_EXITS.get(name.split(' ')[0] ?? ''));
  if (found === undefined) throw new Error(`nobody has said what leaves by ${name}`);
  return found;
}

function load(file: string): ReadonlyMap<string, Exit> {
  return new Map(Object.entries(exitsFile.parse(readYamlFile(join(import.meta.dirname, file)))));
}
