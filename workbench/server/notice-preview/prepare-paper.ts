import { businessDay } from '../../../casework/business-day.ts';
import type { CaseState } from '../../../casework/case-state.ts';
import { paperSources } from '../../../casework/documents/issued-paper.ts';
import { ruleCatalogue } from '../../../explanation/rule-catalogue.ts';
import { findKind } from '../../../reports/notices/kinds.ts';
import { type Letterhead, loadLetterhead, withoutUnset } from '../../../reports/notices/letterhead.ts';
import type { NoticeJob } from '../../../reports/notices/make-notice.ts';
import type { CitedRule } from '../../../reports/notices/notice-data.ts';
import { prepareNotice } from '../../../reports/notices/prepare-notice.ts';
import { servedPaper } from '../../../reports/notices/served-paper.ts';
import { loadTemplate, type NoticeTemplate } from '../../../reports/notices/template.ts';
import type { Desk } from '../desk.ts';

export interface Paper {
  template: NoticeTemplate;
  letterhead: Letterhead;
  job: NoticeJob;
}

/** What the office has not said of itself yet; shown in a preview, refused on a paper that goes out. */
const UNSET = '（未设置）';

/**
 * Everything of one paper of a case but its files. A preview shows what is there although the office's own lines are
 * still empty; a paper to be kept or printed is refused then, in the words of the command line.
 */
export async function preparePaper(
  desk: Desk,
  state: CaseState,
  kindName: string,
  { isPreview, about = null }: { isPreview: boolean; about?: string | null },
): Promise<Paper> {
  const { ledger, office, workspace } = desk;
  const kind = findKind(kindName);
  const letterhead = loadLetterhead(office.home);
  const template = await loadTemplate(kind, letterhead.templates);
  const today = businessDay(office.now());
  const job = prepareNotice({
    template: isPreview ? { ...template, kind: { ...kind, ids: 'masked' } } : template,
    ...paperSources(ledger, state, kind, today, about),
    serving: kind.series !== null || about === null ? undefined : servedPaper(ledger, state.case_id, about),
    letterhead: isPreview ? { ...UNSET_LINES, ...withoutUnset(letterhead) } : letterhead,
    clocks: office.clocks,
    rules: await citedRules(desk),
    today,
    folder: workspace.documents,
    withPdf: true,
  });
  return { template, letterhead, job };
}

const UNSET_LINES = {
  payee_name: UNSET,
  payee_account: UNSET,
  payee_bank: UNSET,
  contact: UNSET,
  phone: UNSET,
  address: UNSET,
};

/** The law and the innocent explanations that the night's rules gave. */
export async function citedRules({ reader }: Desk): Promise<CitedRule[]> {
  const rules = await ruleCatalogue(reader);
  return rules.map(({ rule_id, definition }) => ({
    rule_id,
    line_of: definition.line_of,
    sentence: definition.sentence,
    words: definition.words,
    legal_basis: definition.legal_basis,
    innocent_explanations: definition.innocent_explanations,
  }));
}
