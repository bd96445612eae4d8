import type { CaseState } from '../../../casework/case-state.ts';
import { maskName } from '../../../core/mask.ts';
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
    people: data.people.map((one) => ({ ...one, name: maskName(one.name) })),
  };
}
