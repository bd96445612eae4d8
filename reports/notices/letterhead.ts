import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import { Refusal } from '../../core/errors.ts';
import { readPart, type SettingsPart } from '../../storage/settings.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { kindNames } from './kinds.ts';

/** What the office says about itself on its papers: the key `documents` of `hedui.yaml`, every part optional. */
const letterheadSchema = z.strictObject({
  issuer: z.string().min(1).default('弥勒市城乡居民社会养老保险管理中心'),
  payee_name: z.string().min(1).optional(),
  // written without quotes, a long account would already have lost its last digits
  payee_account: z.string().min(1).optional(),
  payee_bank: z.string().min(1).optional(),
  contact: z.string().min(1).optional(),
  phone: z.string().min(1).optional(),
  address: z.string().min(1).optional(),
  review_organ: z.string().min(1).default('弥勒市人民政府'),
  court: z.string().min(1).default('弥勒市人民法院'),
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

export type Letterhead = z.infer<typeof letterheadSchema>;

/** The part of `hedui.yaml` that says what stands on papers. */
export const documentsPart = {
  key: 'documents',
  schema: letterheadSchema.prefault({}),
} as const satisfies SettingsPart;

export function loadLetterhead(home: string): Letterhead {
  const documents = readPart(workspaceAt(home).settings, documentsPart);
  const below = (folder: string | undefined): string | undefined =>
    folder === undefined || isAbsolute(folder) ? folder : join(home, folder);
  return { ...documents, templates: below(documents.templates), fonts: below(documents.fonts) };
}

const NEEDED = ['payee_name', 'payee_account', 'payee_bank', 'contact', 'phone', 'address'] as const;

/** The prefix of a kind's numbers in this office. Throws a `Refusal` for a kind that has no series of its own. */
export function seriesOf(
  letterhead: Pick<Letterhead, 'series'>,
  { kind, title, series }: { kind: string; title: string; series: string | null },
): string {
  if (series === null || series === 'notice') throwRefusal(refuse('unknown-document', { number: title }));
  return letterhead.series[kind] ?? series;
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
  const missing = unsetOnPapers(letterhead).filter((name) => used.has(name));
  if (missing.length === 0) return;
  throw new Refusal(
    'letterhead-incomplete',
    `文书里要写的内容还没有设置：${missing.join('、')}。请在 hedui.yaml 的 documents 中填写。`,
    `What the document must say is not set: ${missing.join(', ')}. Enter it under documents in hedui.yaml.`,
  );
}
