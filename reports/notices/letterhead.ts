import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import { Refusal } from '../../core/errors.ts';
import { readPart, type SettingsPart } from '../../storage/settings.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { kindNames } from './kinds.ts';

/** What the office says about itself on its papers: the key `documents` of `hedui.yaml`, every part optional. */
const letterheadSchema = z.strictObject({
  /** The name of the office (`office`) where it is not said. */
  issuer: z.string().min(1).optional(),
  payee_name: z.string().min(1).optional(),
  // written without quotes, a long account would already have lost its last digits
  payee_account: z.string().min(1).optional(),
  payee_bank: z.string().min(1).optional(),
  contact: z.string().min(1).optional(),
  phone: z.string().min(1).optional(),
  address: z.string().min(1).optional(),
  review_organ: z.string().min(1).optional(),
  court: z.string().min(1).optional(),
  /** The prefix of the numbers of a kind of paper, where it is not the shipped one; the notice has its own setting. */
  series: z
    .partialRecord(z.enum(kindNames() as [string, ...string[]]), z.string().regex(/^[^〔〕\d\s]{1,20}$/u))
    .default({}),
  /** What a kind of paper is called here, at its head and wherever another paper names it. */
  titles: z
    .partialRecord(z.enum(kindNames() as [string, ...string[]]), z.string().trim().min(2).max(40))
    .default({}),
  /** Folder of the office's own templates, each `<kind>.docx`; what is not in it is taken from the shipped ones. */
  templates: z.string().min(1).optional(),
  /** Folder of further fonts for rare characters. */
  fonts: z.string().min(1).optional(),
});

export type Letterhead = z.infer<typeof letterheadSchema> & {
  /** Keys of `hedui.yaml` without which nothing of this office can be numbered. */
  lacks?: readonly string[];
};

/** The part of `hedui.yaml` that says what stands on papers. */
export const documentsPart = {
  key: 'documents',
  schema: letterheadSchema.prefault({}),
} as const satisfies SettingsPart;

export function loadLetterhead(home: string): Letterhead {
  const documents = readPart(workspaceAt(home).settings, documentsPart);
  const below = (folder: string | undefined): string | undefined =>
    folder === undefined || isAbsolute(folder) ? folder : join(home, folder);
  const named = { ...documents, templates: below(documents.templates), fonts: below(documents.fonts) };
  const issuer = documents.issuer ?? readPart(workspaceAt(home).settings, statedName) ?? undefined;
  if (issuer?.startsWith(SHIPPED_PLACE.name)) {
    const { review_organ, court } = SHIPPED_PLACE;
    return { review_organ, court, ...withoutUnset(named), issuer };
  }
  const prefix = readPart(workspaceAt(home).settings, statedPrefix).notice_prefix;
  return { ...named, issuer, lacks: prefix === undefined ? ['casework.notice_prefix'] : [] };
}

/** Whose court, organ and numbers come with the program; an office of another place names its own. */
const SHIPPED_PLACE = { name: '弥勒市', review_organ: '弥勒市人民政府', court: '弥勒市人民法院' } as const;

const statedName = { key: 'office', schema: z.string().min(1).optional() } as const satisfies SettingsPart;
const statedPrefix = {
  key: 'casework',
  schema: z.looseObject({ notice_prefix: z.string().min(1).optional() }).prefault({}),
} as const satisfies SettingsPart;

/** An absent key would wipe out what it is laid over. */
export function withoutUnset<Lines extends object>(lines: Lines): Lines {
  return Object.fromEntries(Object.entries(lines).filter(([, value]) => value !== undefined)) as Lines;
}

const NEEDED = [
  'issuer',
  'review_organ',
  'court',
  'payee_name',
  'payee_account',
  'payee_bank',
  'contact',
  'phone',
  'address',
] as const;

/** The prefix of a kind's numbers in this office. Throws a `Refusal` for a kind that has no series of its own. */
export function seriesOf(
  letterhead: Pick<Letterhead, 'series' | 'issuer'>,
  { kind, title, series }: { kind: string; title: string; series: string | null },
): string {
  if (series === null || series === 'notice') throwRefusal(refuse('unknown-document', { number: title }));
  const own = letterhead.series[kind];
  if (own !== undefined) return own;
  if (letterhead.issuer?.startsWith(SHIPPED_PLACE.name)) return series;
  throw incomplete([letterhead.issuer === undefined ? 'issuer' : `series.${kind}`]);
}

/** What a kind of paper is called in this office. */
export function titleFor(
  { titles }: Pick<Letterhead, 'titles'>,
  { kind, title }: { kind: string; title: string },
): string {
  return titles[kind] ?? title;
}

/** What papers that go out must say and `hedui.yaml` does not. */
export function unsetOnPapers(letterhead: Letterhead): (typeof NEEDED)[number][] {
  return NEEDED.filter((name) => letterhead[name] === undefined);
}

/** A document that goes out must say where to pay and whom to ask; a draft may still lack it. */
export function refuseUnfinished(letterhead: Letterhead, used: ReadonlySet<string>): void {
  const { lacks = [] } = letterhead;
  const missing = [...unsetOnPapers(letterhead).filter((name) => used.has(name)), ...lacks];
  if (missing.length > 0) throw incomplete(missing);
}

function incomplete(missing: readonly string[]): Refusal {
  return new Refusal(
    'letterhead-incomplete',
    `文书里要写的内容还没有设置：${missing.join('、')}。请在 hedui.yaml 的 documents 中填写。`,
    `What the document must say is not set: ${missing.join(', ')}. Enter it under documents in hedui.yaml.`,
  );
}
