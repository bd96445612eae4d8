import { useWords } from '../../language/language.tsx';
import { showCount } from '../../parts/figures.ts';

interface Counts {
  received: number;
  used: number;
  refused: number;
  ignored: number;
}

/** Received = used + refused + ignored. */
export function RowsEquation({ counts: { received, used, refused, ignored } }: { counts: Counts }) {
  const { t } = useWords();
  return t('sources.equation', {
    received: showCount(received),
    used: showCount(used),
    refused: showCount(refused),
    ignored: showCount(ignored),
  });
}

/** The equation with whether it holds. */
export function TiedRows({ counts }: { counts: Counts }) {
  const { t } = useWords();
  return (
    <p className="sources-equation">
      <RowsEquation counts={counts} />{' '}
      {counts.received === counts.used + counts.refused + counts.ignored ? (
        <span className="ties">✓ {t('sources.ties')}</span>
      ) : (
        <span className="differs">{t('sources.not-tied')}</span>
      )}
    </p>
  );
}
