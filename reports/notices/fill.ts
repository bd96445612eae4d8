import { TemplateExtension, TemplateHandler, type XmlNode } from 'easy-template-x';
import { keepLastRows } from './keep-last-row.ts';
import { type PrintPage, readPage } from './pdf/page.ts';
import type { NoticeData } from './tags.ts';
import type { NoticeTemplate } from './template.ts';

export interface FilledNotice {
  docx: Buffer;
  /** The same paper as the PDF is set from. */
  page: PrintPage;
}

/** Looks at the finished Word paper before it is packed, so that PDF and Word cannot differ. */
class Onlooker extends TemplateExtension {
  readonly parts: XmlNode[] = [];
  readonly #finish: (part: XmlNode) => void;

  constructor(finish: (part: XmlNode) => void = () => {}) {
    super();
    this.#finish = finish;
  }

  override async execute(...[, context]: Parameters<TemplateExtension['execute']>): Promise<void> {
    // asking the file for its parts again would put unfilled ones in their place
    const part = await context.currentPart.xmlRoot();
    this.#finish(part);
    this.parts.push(part);
  }
}

/** Puts the data of one paper into its template. */
export async function fillTemplate(template: NoticeTemplate, data: NoticeData): Promise<FilledNotice> {
  const onlooker = new Onlooker(keepLastRows);
  const handler = new TemplateHandler({ extensions: { afterCompilation: [onlooker] } });
  const docx = await handler.process(template.content, data);
  return { docx, page: readPage(onlooker.parts, data.is_draft) };
}

/** Braces that no text of a paper holds: what was filled in once is read and never filled again. */
const NO_TAG = { tagStart: '\u{f8ff}{', tagEnd: '}\u{f8ff}', containerTagOpen: '#', containerTagClose: '/' };

/** The page of a paper that was issued, as its Word file has it. */
export async function readFilled(docx: Buffer): Promise<PrintPage> {
  const onlooker = new Onlooker();
  const handler = new TemplateHandler({ delimiters: NO_TAG, extensions: { afterCompilation: [onlooker] } });
  await handler.process(docx, {});
  return readPage(onlooker.parts, false);
}
