import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Tag, TagDisposition, TemplateHandler } from 'easy-template-x';
import { Refusal } from '../../core/errors.ts';
import { CONDITION_NAMES } from './conditions.ts';
import { type NoticeKind, TEMPLATES } from './kinds.ts';
import { pdfDifferences } from './pdf/differences.ts';
import { DRAFT_TAG, LIST_TAGS, TEXT_TAGS, WITHIN } from './tags.ts';

/** A template that has been checked: it may be filled. */
export interface NoticeTemplate {
  kind: NoticeKind;
  path: string;
  content: Buffer;
  tags: ReadonlySet<string>;
}

const TEXTS: ReadonlySet<string> = new Set(TEXT_TAGS);
/** A condition may stand within another and within a list. */
const CONDITIONS: ReadonlySet<string> = new Set([DRAFT_TAG, ...CONDITION_NAMES]);
const LISTS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(LIST_TAGS));

/** Loads the office's own template of a kind, or the shipped one, and checks every tag in it. */
export async function loadTemplate(
  kind: NoticeKind,
  officeFolder: string | undefined,
): Promise<NoticeTemplate> {
  const own = officeFolder === undefined ? null : join(officeFolder, `${kind.kind}.docx`);
  const path = own !== null && existsSync(own) ? own : join(TEMPLATES, kind.kind, 'template.docx');
  const content = readFileSync(path);
  const known = checked.get(path);
  if (known?.kind === kind && known.content.equals(content)) return known;
  const template = await checkTemplate(kind, path, content);
  checked.set(path, template);
  return template;
}

/** To check a template takes as long as to fill it, and a batch asks for it twice a paper; the very same bytes stay checked. */
const checked = new Map<string, NoticeTemplate>();

export async function checkTemplate(
  kind: NoticeKind,
  path: string,
  content: Buffer,
): Promise<NoticeTemplate> {
  const tags = await tagsOf(path, content);
  // a paper goes out as Word and as PDF, and nobody may be told two things
  const apart = (await pdfDifferences(content)).map(({ zh, en }) => ({
    zh: `${zh}在 PDF 里出不来，与 Word 不一致，请去掉`,
    en: `the PDF cannot show ${en}, and would differ from Word: take them out`,
  }));
  const mistakes = [
    ...misplaced(tags),
    ...missing(kind, tags),
    ...unfinished(await new TemplateHandler().getText(content)),
    ...apart,
  ];
  if (mistakes.length > 0) {
    throw new Refusal(
      'template-tags',
      `文书模板 ${path} 不能使用：${mistakes.map(({ zh }) => zh).join('；')}。请在 Word 中改正后再试。`,
      `The template ${path} cannot be used: ${mistakes.map(({ en }) => en).join('; ')}. Correct it in Word and try again.`,
    );
  }
  return { kind, path, content, tags: new Set(tags.map(({ name }) => name)) };
}

async function tagsOf(path: string, content: Buffer): Promise<Tag[]> {
  try {
    return await new TemplateHandler().parseTags(content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'template-unreadable',
      `文书模板 ${path} 读不了：不是 Word（.docx）文件，或标记的花括号不成对（${why}）。`,
      `The template ${path} cannot be read: it is no Word file (.docx), or the braces of a tag do not match (${why}).`,
    );
  }
}

interface Mistake {
  zh: string;
  en: string;
}

/** Walks the tags in their order: what is known depends on the list that is open. */
function misplaced(tags: readonly Tag[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const open: string[] = [];
  for (const tag of tags) {
    const { name, rawText, disposition } = tag;
    if (disposition === TagDisposition.Close) {
      // what was opened within it and is still open is what somebody forgot to close
      while (open.includes(name) && open.at(-1) !== name) mistakes.push(neverClosed(open.pop() ?? ''));
      if (open.at(-1) === name) open.pop();
      else mistakes.push({ zh: `${rawText} 没有对应的开始标记`, en: `${rawText} closes nothing` });
      continue;
    }
    const list = open.findLast((one) => !CONDITIONS.has(one));
    const inside = list === undefined ? [] : (LISTS.get(list) ?? []);
    if (disposition === TagDisposition.Open) {
      open.push(name);
      const around = (WITHIN as Readonly<Record<string, string>>)[name];
      if (around !== undefined && list !== around)
        mistakes.push({
          zh: `${rawText} 要放在 {#${around}} 里面`,
          en: `${rawText} belongs within {#${around}}`,
        });
      if (!LISTS.has(name) && !CONDITIONS.has(name))
        mistakes.push({ zh: `不认识的列表 ${rawText}`, en: `unknown list ${rawText}` });
    } else if (!TEXTS.has(name) && !inside.includes(name)) {
      mistakes.push({ zh: `不认识的标记 ${rawText}`, en: `unknown tag ${rawText}` });
    }
  }
  return [...mistakes, ...open.map(neverClosed)];
}

const neverClosed = (name: string): Mistake => ({
  zh: `{#${name}} 没有结束标记`,
  en: `{#${name}} is never closed`,
});

/** The mark of a draft is required of every template: an unsigned paper must not look like a signed one. */
function missing(kind: NoticeKind, tags: readonly Tag[]): Mistake[] {
  const present = new Set(tags.map(({ name }) => name));
  return [...kind.required, DRAFT_TAG]
    .filter((name) => !present.has(name))
    .map((name) => ({ zh: `缺少标记 {${name}}`, en: `the tag {${name}} is missing` }));
}

const TO_BE_DONE = /TODO|TBD|FIXME|X{3,}|×{2,}|[〔【（(]?待(?:填|补|定)(?:写|充)?[〕】）)]?/i;

/** Words that somebody left to be filled in later would go out on every paper. */
function unfinished(text: string): Mistake[] {
  const [words] = TO_BE_DONE.exec(text.replace(/\{[^}]*\}/g, '')) ?? [];
  return words === undefined
    ? []
    : [{ zh: `“${words}”是还没有写完的字样`, en: `"${words}" is still to be written` }];
}
