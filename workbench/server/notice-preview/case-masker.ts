import type { CaseState } from '../../../casework/case-state.ts';
import { Masker } from '../../../explanation/masker.ts';

/** Hides every name that a case knows, also within sentences that people wrote. */
export function caseMasker(state: CaseState): Masker {
  const masker = new Masker(false);
  masker.learn(state.person.name);
  masker.learn(state.debtor.name);
  for (const { debtor } of state.former_debtors) masker.learn(debtor.name);
  for (const { payee } of state.back_payments) masker.learn(payee.name);
  for (const { speaker } of state.statements) masker.learn(speaker);
  for (const { payer } of state.entries) if (payer !== null) masker.learn(payer);
  for (const { finding } of Object.values(state.findings)) {
    masker.learn(finding.name);
    for (const [fact, value] of Object.entries(finding.facts)) {
      if (fact.includes('name') && typeof value === 'string') masker.learn(value);
    }
  }
  return masker;
}
