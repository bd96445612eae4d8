import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '../../casework/roles.ts';
import { STATUSES } from '../../casework/states.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { ENTRY_KINDS } from '../../core/words/case.ts';
import { CASE_EVENT_TYPES } from '../../core/words/case-events.ts';
import { DOCUMENT_KINDS } from '../../core/words/documents.ts';
import { readYamlFile } from '../../core/yaml-file.ts';
import { CONDITION_NAMES } from './conditions.ts';
import { citableSchema } from './legal-basis.ts';
import { LIST_TAGS, TEXT_TAGS } from './tags.ts';

export const TEMPLATES = join(import.meta.dirname, 'templates');

const kindSchema = z.strictObject({
  title: z.string().min(1),
  english: z.string().min(1),
  /** `notice`: the number the ledger gives the recovery notice; a prefix: a series of its own; null: no number. */
  series: z.string().min(1).nullable(),
  /** States of a case in which it may go out; before them it is a draft. */
  states: z.array(z.enum(STATUSES as [(typeof STATUSES)[number], ...(typeof STATUSES)[number][]])).min(1),
  /** Resident ids in full only where a court or another authority must be sure whom it is about. */
  ids: z.enum(['full', 'masked']),
  names: z.enum(['full', 'masked']).default('full'),
  /** Whether it only asks, of what nobody has decided yet. */
  asks: z.boolean().default(false),
  /** What has to be so for it to be a true paper; each with what is wrong where it is not, in Chinese and English. */
  needs: z
    .partialRecord(z.enum(CONDITION_NAMES), z.tuple([z.string().min(1), z.string().min(1)]))
    .default({}),
  /** Whether it is written to whoever owes; a court or another office may be told of a dead person. */
  to_debtor: z.boolean().default(true),
  /** Whether it claims money back: such a paper is not made of money that is owed to the person. */
  claims: z.boolean().default(true),
  /** Whether it goes on with an amount that was signed and told: not while the findings claim less by now. */
  presses: z.boolean().default(false),
  /** Whether it tells the amount that still waits for signatures; every other paper tells the one in force. */
  tells_proposed: z.boolean().default(false),
  /** Whether the page of papers offers it beside the notice of a case. */
  beside: z.boolean().default(false),
  /** Of a paper that is made for every entry of a kind: which entries. */
  each: z.enum(ENTRY_KINDS).optional(),
  /** Who gives it out, where it is not the investigators and the supervisors. */
  issued_by: z.array(z.enum(ROLES)).optional(),
  /** Whether it is handed over as it is issued, so that nobody records a service of it. */
  is_handed_over: z.boolean().default(false),
  /** Whether it tells what is owed to the person; every other paper that claims tells nothing of that. */
  tells_owed: z.boolean().default(false),
  /** Whether the signed document that it shows is a write-off. */
  tells_write_off: z.boolean().default(false),
  /** Whether it shows who signed when. */
  tells_signatures: z.boolean().optional(),
  /** What has to happen in the case before there is another paper of this kind, with a number of its own. */
  renewed_by: z.array(z.enum(CASE_EVENT_TYPES)).default([]),
  /** Of a paper that tells a signed document: of which kinds. Another one signed is another paper, which replaces none. */
  tells_signed: z.array(z.enum(DOCUMENT_KINDS)).default([]),
  cites_rules: z.boolean().default(false),
  legal_basis: z.array(citableSchema).default([]),
  /** Tags without which the document would lack something the law asks for. */
  required: z.array(z.enum([...TEXT_TAGS, ...(Object.keys(LIST_TAGS) as (keyof typeof LIST_TAGS)[])])).min(1),
});

export interface NoticeKind extends z.infer<typeof kindSchema> {
  kind: string;
}

/** Every kind of document that can be made: a folder each below `templates/`. */
export function kindNames(): string[] {
  return readdirSync(TEMPLATES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

let shipped: readonly NoticeKind[] | null = null;

/** Every kind with what its folder says; read once, for a thousand papers ask for theirs. */
export function loadKinds(): readonly NoticeKind[] {
  shipped ??= kindNames().map((name) => ({
    kind: name,
    ...kindSchema.parse(readYamlFile(join(TEMPLATES, name, 'template.yaml'))),
  }));
  return shipped;
}

/** The kinds that are handed over as they are issued. */
export function handedOver(): ReadonlySet<string> {
  return new Set(loadKinds().flatMap(({ kind, is_handed_over }) => (is_handed_over ? [kind] : [])));
}

export function findKind(name: string): NoticeKind {
  const kinds = loadKinds();
  const found = kinds.find(({ kind }) => kind === name);
  if (found) return found;
  const known = kinds.map(({ kind, title }) => `${kind} ${title}`).join('、');
  throw new Refusal(
    'notice-kind-unknown',
    `没有“${name}”这种文书。可用的有：${known}。`,
    `There is no document of the kind "${name}". Known: ${kinds.map(({ kind }) => kind).join(', ')}.`,
    EXIT.usage,
  );
}
