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

/** The texts that a decision about these months may rest on: grounds in force in one of them, not who reports what to whom. */
export function groundsFor<Basis extends Pick<LegalBasis, 'from' | 'to' | 'is_ground' | 'text'>>(
  rule: { legal_basis: readonly Basis[] },
  months: Iterable<number>,
): Basis[] {
  const inForce = [...months].flatMap((month) => legalBasisInForce(rule, month));
  return [...new Set(inForce)].filter(isGround);
}

/** A text that still has to be confirmed for the place, or that only says who reports what, is no ground to put before a citizen. */
export function isGround({
  text,
  is_ground = true,
}: {
  text: string;
  is_ground?: boolean | undefined;
}): boolean {
  return is_ground && !text.includes('须经本地确认');
}

/** The months that a finding is about; the month of the night where its lines name none. */
export function monthsInQuestion(lines: readonly { month: number | null }[], now: number): Set<number> {
  return new Set(lines.length === 0 ? [now] : lines.map(({ month }) => month ?? now));
}
