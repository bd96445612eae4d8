import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { loadFonts } from '../fonts/fonts.ts';
import { fillTemplate } from './fill.ts';
import { findKind } from './kinds.ts';
import { Typesetter } from './pdf/typesetter.ts';
import type { NoticeData } from './tags.ts';
import { loadTemplate, type NoticeTemplate } from './template.ts';

/** One paper to be made: everything in it is decided, only the files are missing. */
export interface NoticeJob {
  kind: string;
  data: NoticeData;
  /** Without the ending: `.docx` and `.pdf` are put behind it. */
  path: string;
  withPdf: boolean;
}

export interface NoticeFolders {
  /** The office's own templates and fonts, where it has any. */
  templates: string | undefined;
  fonts: string | undefined;
}

/** Makes papers one at a time and keeps what they share: templates and, once a PDF is wanted, the typesetter. */
export class NoticeMaker {
  readonly #folders: NoticeFolders;
  readonly #templates = new Map<string, Promise<NoticeTemplate>>();
  #typesetter: Typesetter | null = null;

  constructor(folders: NoticeFolders) {
    this.#folders = folders;
  }

  /** Writes the files of one paper; the Word file comes last, so that one that is there is a paper that is whole. */
  async make(job: NoticeJob): Promise<void> {
    const template = await this.#template(job.kind);
    const { docx, page } = await fillTemplate(template, job.data);
    mkdirSync(dirname(job.path), { recursive: true });
    if (job.withPdf) writeFileAtomically(`${job.path}.pdf`, this.#typeset().pdf(page));
    writeFileAtomically(`${job.path}.docx`, docx);
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

/** Whether an earlier run has made this paper. */
export function isMade(job: Pick<NoticeJob, 'path' | 'withPdf'>): boolean {
  return existsSync(`${job.path}.docx`) && (!job.withPdf || existsSync(`${job.path}.pdf`));
}
