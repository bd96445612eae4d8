import {
  createDefaultPlugins,
  DelimiterSearcher,
  Delimiters,
  Docx,
  type OpenXmlPart,
  ScopeData,
  TagParser,
  TemplateCompiler,
  type XmlNode,
  xml,
} from 'easy-template-x';
import { keepLastRows } from './keep-last-row.ts';
import { type PrintPage, readPage } from './pdf/page.ts';
import type { NoticeData } from './tags.ts';
import type { NoticeTemplate } from './template.ts';
import { archiveOf, type PackedFile, packFile } from './word-archive.ts';

export interface FilledNotice {
  docx: Buffer;
  /** The same paper as the PDF is set from. */
  page: PrintPage;
}

/** As deep as text may stand in a Word file. */
const DEEPEST = 20;

const compiler = compilerOf();

function compilerOf(): TemplateCompiler {
  const [delimiters, plugins] = [new Delimiters(), createDefaultPlugins()];
  const made = new TemplateCompiler(
    new DelimiterSearcher(delimiters, DEEPEST),
    new TagParser(delimiters),
    plugins,
    { defaultContentType: 'text', containerContentType: 'loop', skipEmptyTags: false },
  );
  for (const plugin of plugins) plugin.setUtilities({ compiler: made });
  return made;
}

/** A template taken apart: what is filled in is read once, and what no paper changes is packed once. */
interface OpenTemplate {
  docx: Docx;
  parts: ReadonlyMap<string, { part: OpenXmlPart; root: XmlNode }>;
  files: readonly { path: string; packed: PackedFile | null }[];
}

const opened = new WeakMap<NoticeTemplate, Promise<OpenTemplate>>();

async function openTemplate({ content }: NoticeTemplate): Promise<OpenTemplate> {
  const docx = await Docx.load(content);
  const parts = new Map<string, { part: OpenXmlPart; root: XmlNode }>();
  for (const part of await docx.getContentParts()) parts.set(part.path, { part, root: await part.xmlRoot() });
  const files = await Promise.all(
    docx.rawZipFile.listFiles().map(async (path) => {
      if (parts.has(path)) return { path, packed: null };
      return { path, packed: packFile(path, await docx.rawZipFile.getFile(path).getContentBinary(Buffer)) };
    }),
  );
  return { docx, parts, files };
}

/** Puts the data of one paper into its template. The PDF is set from the finished Word paper, so that the two cannot differ. */
export async function fillTemplate(template: NoticeTemplate, data: NoticeData): Promise<FilledNotice> {
  const open = opened.get(template) ?? openTemplate(template);
  opened.set(template, open);
  const { docx, parts, files } = await open;
  const filled = new Map<string, XmlNode>();
  for (const [path, { part, root }] of parts) {
    const copy = xml.create.cloneNode(root, true);
    const context = { docx, currentPart: part, pluginContext: {}, options: { maxXmlDepth: DEEPEST } };
    await compiler.compile(copy, new ScopeData({ ...data }), context);
    keepLastRows(copy);
    filled.set(path, copy);
  }
  const packed = files.map(({ path, packed: known }) => {
    const root = filled.get(path);
    if (root !== undefined) return packFile(path, Buffer.from(xml.parser.serializeFile(root)));
    if (known === null) throw new Error(`${path} of a template was not filled in`);
    return known;
  });
  return { docx: archiveOf(packed), page: readPage([...filled.values()], data.is_draft) };
}

/** The page of a paper that was issued, as its Word file has it: nothing is filled in again. */
export async function readFilled(docx: Buffer): Promise<PrintPage> {
  const parts = await (await Docx.load(docx)).getContentParts();
  return readPage(await Promise.all(parts.map((part) => part.xmlRoot())), false);
}
