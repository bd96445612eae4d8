import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type KeptFile,
  type PaperFacts,
  type PaperFormat,
  storePaper,
} from '../../casework/documents/kept-paper.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { loadFonts } from '../fonts/fonts.ts';
import { fillTemplate, readFilled } from './fill.ts';
import { findKind } from './kinds.ts';
import type { PrintPage } from './pdf/page.ts';
import { Typesetter } from './pdf/typesetter.ts';
import type { NoticeData } from './tags.ts';
import { loadTemplate, type NoticeTemplate } from './template.ts';

/** One paper to be made: everything in it is decided, only the files are missing. */
export interface NoticeJob {
  kind: string;
  case_id: string;
  data: NoticeData;
  /** Without the ending: `.docx` and `.pdf` are put behind it. */
  path: string;
  withPdf: boolean;
  /** Of a paper that goes out: what the ledger says of it. A draft, and a paper without a number, is made anew each time. */
  facts: PaperFacts | null;
  /** The Word file as it was issued, where only its PDF is still to be made: nothing is filled in again. */
  issued?: Uint8Array;
}

export interface NoticeFolders {
  /** The office's own templates and fonts, where it has any. */
  templates: string | undefined;
  fonts: string | undefined;
  /** Where the bytes of issued papers are kept. */
  issued: string;
}

/** Makes papers one at a time and keeps what they share: templates and, once a PDF is wanted, the typesetter. */
export class NoticeMaker {
  readonly #folders: NoticeFolders;
  readonly #templates = new Map<string, Promise<NoticeTemplate>>();
  #typesetter: Typesetter | null = null;

  constructor(folders: NoticeFolders) {
    this.#folders = folders;
  }

  /** Makes one paper. Of one that goes out, answers with the files that were laid down to be frozen. */
  async make(job: NoticeJob): Promise<KeptFile[]> {
    const { docx, page } = await this.#filled(job);
    const pdf = job.withPdf ? this.#typeset().pdf(page) : null;
    mkdirSync(dirname(job.path), { recursive: true });
    if (job.facts === null) {
      if (pdf !== null) writeFileAtomically(`${job.path}.pdf`, pdf);
      if (docx !== null) writeFileAtomically(`${job.path}.docx`, docx);
      return [];
    }
    const files: KeptFile[] = [];
    if (docx !== null) files.push(this.#store(job, 'docx', docx));
    if (pdf !== null) files.push(this.#store(job, 'pdf', pdf));
    return files;
  }

  /** Each case that a paper is about holds its bytes. */
  #store({ case_id, facts }: NoticeJob, format: PaperFormat, content: Uint8Array): KeptFile {
    for (const other of (facts?.joint ?? []).filter((one) => one !== case_id))
      storePaper(this.#folders.issued, other, format, content);
    return storePaper(this.#folders.issued, case_id, format, content);
  }

  async #filled({ kind, data, issued }: NoticeJob): Promise<{ docx: Buffer | null; page: PrintPage }> {
    if (issued !== undefined) return { docx: null, page: await readFilled(Buffer.from(issued)) };
    return fillTemplate(await this.#template(kind), data);
  }

  #template(kind: string): Promise<NoticeTemplate> {
    const loaded = this.#templates.get(kind) ?? loadTemplate(findKind(kind), this.#folders.templates);
    this.#templates.set(kind, loaded);
    return loaded;
  }

  #typeset(): Typesetter {
    this.#typesetter ??= new Typesetter(loadFonts(this.#folders.fonts ?? null));
    return this.#typesetter;
  }
}
