import { formatMonth } from '../../core/month.ts';
import type { LegalBasis } from './definition.ts';

/** The texts that may be cited for a month: those in force on one of its days. */
export function legalBasisInForce<Basis extends Pick<LegalBasis, 'from' | 'to'>>(
  rule: { legal_basis: readonly Basis[] },
  month: number,
): Basis[] {
  const text = formatMonth(month);
  return rule.legal_basis.filter(
    (basis) =>
      (basis.from === 'unknown' || basis.from.slice(0, 7) <= text) &&
      (basis.to === undefined || basis.to.slice(0, 7) >= text),
  );
}
