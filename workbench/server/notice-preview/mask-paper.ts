import type { CaseState } from '../../../casework/case-state.ts';
import { maskName } from '../../../core/mask.ts';
import type { PrintBlock, PrintPage, PrintParagraph } from '../../../reports/notices/pdf/page.ts';
import type { NoticeData } from '../../../reports/notices/tags.ts';
import { caseMasker } from './case-masker.ts';

/** Free texts of a paper in which a name or number may stand. The office's own account and telephone are no secret. */
const TEXTS = [
  'referral_ground',
  'revocation_ground',
  'service_receiver',
  'service_witness',
  'service_place',
  'service_reason',
  'statement_text',
  'drawn_evidence',
  'adjustment',
  'entry_payer',
  'back_ground',
  'recipient_name',
  'signed_ground',
  'speaker',
  'said',
  'said_response',
  'recipient_account',
] as const;

/** A paper as the screen shows it: every name and number masked, also within its sentences. */
export function maskPaper(data: NoticeData, state: CaseState): NoticeData {
  const masker = caseMasker(state);
  const texts = Object.fromEntries(TEXTS.map((tag) => [tag, masker.all(data[tag])]));
  return {
    ...data,
    ...texts,
    debtor_name: maskName(data.debtor_name),
    beneficiary_name: maskName(data.beneficiary_name),
    pay_remark: masker.text(data.pay_remark),
    facts: masker.all(data.facts),
    evidence: masker.all(data.evidence),
    lines: data.lines.map((line) => ({ ...line, month: masker.text(line.month) })),
    tables: data.tables.map((table) => ({ ...table, rows: masker.all(table.rows) })),
    people: data.people.map((one) => ({ ...one, name: maskName(one.name) })),
  };
}

/**
 * The same of a paper that went out and is only shown: whatever it says of people is masked where it stands. The account
 * to pay to is the office's own and stays.
 */
export function maskPage(
  page: PrintPage,
  state: CaseState,
  { addressee, account }: { addressee: string; account: string | undefined },
): PrintPage {
  const masker = caseMasker(state);
  masker.learn(addressee);
  const hide = (text: string): string =>
    account === undefined
      ? masker.text(text)
      : text
          .split(account)
          .map((part) => masker.text(part))
          .join(account);
  const masked = (block: PrintBlock): PrintBlock =>
    block.type === 'paragraph'
      ? maskedParagraph(block)
      : {
          ...block,
          rows: block.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => cell.map(maskedParagraph)),
          })),
        };
  const maskedParagraph = (paragraph: PrintParagraph): PrintParagraph => ({
    ...paragraph,
    runs: paragraph.runs.map((run) => ({ ...run, text: hide(run.text) })),
  });
  return { ...page, header: page.header.map(masked), body: page.body.map(masked) };
}
