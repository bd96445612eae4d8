import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { recordAccess } from '../../../../casework/access-log.ts';
import { businessDay } from '../../../../casework/business-day.ts';
import type { CaseState } from '../../../../casework/case-state.ts';
import { listDocuments } from '../../../../casework/documents/register.ts';
import { ruleCatalogue } from '../../../../reports/explanation/rule-catalogue.ts';
import { loadFonts } from '../../../../reports/fonts/fonts.ts';
import { fillTemplate } from '../../../../reports/notices/fill.ts';
import { findKind } from '../../../../reports/notices/kinds.ts';
import { loadLetterhead } from '../../../../reports/notices/letterhead.ts';
import type { Page } from '../../../../reports/notices/pdf/page.ts';
import { Typesetter } from '../../../../reports/notices/pdf/typesetter.ts';
import { typstSource } from '../../../../reports/notices/pdf/typst-source.ts';
import { prepareNotice } from '../../../../reports/notices/prepare-notice.ts';
import { loadTemplate } from '../../../../reports/notices/template.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { refuseWith } from '../../refused.ts';

interface Paper {
  page: Page;
  isDraft: boolean;
  name: string;
  fonts: string | undefined;
}

/** The recovery notice as the case stands now: a draft until it has its number. */
async function setNotice(asking: Asking, state: CaseState): Promise<Paper> {
  if (state.amounts.length === 0) refuseWith('no-amount');
  const { desk, user, via } = asking;
  const letterhead = loadLetterhead(desk.workspace.home);
  const template = await loadTemplate(findKind('recovery-notice'), letterhead.templates);
  const rules = await ruleCatalogue(desk.reader);
  recordAccess(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    kind: 'CaseRead',
    subject: state.case_id,
    detail: { document: 'recovery-notice' },
  });
  const { data } = prepareNotice({
    template,
    state,
    documents: listDocuments(desk.ledger, state.case_id),
    letterhead,
    clocks: desk.office.clocks,
    rules: rules.map(({ rule_id, definition }) => ({ ...definition, rule_id })),
    today: businessDay(desk.office.now()),
    folder: desk.workspace.documents,
    withPdf: false,
  });
  const { page } = await fillTemplate(template, data);
  const name = `${state.case_id}-${template.kind.title}${data.is_draft ? '-草稿' : ''}`;
  return { page, isDraft: data.is_draft, name, fonts: letterhead.fonts };
}

export async function previewNotice(asking: Asking, state: CaseState): Promise<FileAnswer> {
  const { page, name, fonts } = await setNotice(asking, state);
  const set = loadFonts(fonts ?? null);
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: [...set.files] }] });
  const svg = compiler.plainSvg({ mainFileContent: `${NO_GROUND}${typstSource(page, set.families)}` });
  compiler.evictCache(FORGET_AFTER);
  return file(`${name}.svg`, 'image/svg+xml', Buffer.from(svg), true);
}

export async function printNotice(asking: Asking, state: CaseState): Promise<FileAnswer> {
  const { page, name, fonts } = await setNotice(asking, state);
  typesetter ??= new Typesetter(loadFonts(fonts ?? null));
  return file(`${name}.pdf`, 'application/pdf', typesetter.pdf(page), false);
}

/** The compiler draws the ground of every page over the first one; the window behind the picture is white. */
const NO_GROUND = '#set page(fill: none)\n';
const FORGET_AFTER = 10;
/** Reading the fonts takes seconds; they stay for as long as the workbench runs. */
let compiler: NodeCompiler | undefined;
let typesetter: Typesetter | undefined;

function file(name: string, type: string, content: Buffer, isInline: boolean): FileAnswer {
  return { name, type, content: new Uint8Array(content), isInline };
}
