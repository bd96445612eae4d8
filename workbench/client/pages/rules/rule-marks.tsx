import type { RuleLine } from '../../../contract/rules.ts';
import { useWords } from '../../language/language.tsx';
import { showPercent } from '../../parts/figures.ts';

/** Between which days a text may be cited; a day that nobody has checked is not made up. */
export function Validity({ from, to }: { from: string; to: string | null }) {
  const { t } = useWords();
  if (from === 'unknown' && to === null) return null;
  const text =
    to === null
      ? t('rules.since', { from })
      : t('rules.between', { from: from === 'unknown' ? '' : from, to });
  return (
    <>
      {' '}
      <span className="is-muted rules-validity">{text}</span>
    </>
  );
}

/** The share people confirmed, with its count; too few are counted, not divided. */
export function Share({ precision }: { precision: RuleLine['precision'] }) {
  const { t } = useWords();
  const { ratio, low, high, decided, substantiated } = precision;
  if (ratio === null || low === null || high === null) {
    return (
      <span className="is-muted">
        {decided === 0 ? '—' : t('rules.too-few', { n: decided, held: substantiated })}
      </span>
    );
  }
  return (
    <span title={t('rules.interval', { low: showPercent(low), high: showPercent(high) })}>
      {t('rules.share-of', { share: showPercent(ratio), n: decided })}
    </span>
  );
}
