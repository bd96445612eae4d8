import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Overview, Tie } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { type Shown, useDashboardAddress } from './dashboard-address.ts';

/** A figure that opens the rows behind it; nothing stands behind a zero. */
export function FigureLink({
  shown,
  count,
  children,
}: {
  shown: Shown;
  /** How many rows there are. */
  count: number;
  children: ReactNode;
}) {
  const { showing } = useDashboardAddress();
  if (count === 0) return <>{children}</>;
  return (
    <Link className="figure-link" to={showing(shown)} preventScrollReset>
      {children}
    </Link>
  );
}

/** Yuan that open their cases. */
export function MoneyLink({
  fen,
  shown,
  tone,
}: {
  fen: number;
  shown: Shown;
  tone?: 'out' | 'recovered' | undefined;
}) {
  const look = fen === 0 ? 'is-zero' : tone === undefined ? '' : `is-${tone}`;
  return (
    <span className={`money ${look}`}>
      <FigureLink shown={shown} count={fen}>
        {showYuan(fen)}
      </FigureLink>
    </span>
  );
}

export function CountLink({ count, shown }: { count: number; shown: Shown }) {
  return (
    <span className={count === 0 ? 'is-muted' : ''}>
      <FigureLink shown={shown} count={count}>
        {showCount(count)}
      </FigureLink>
    </span>
  );
}

/** A figure whose sums do not agree is not shown; its place says by how much they do not. */
export function Tied({
  overview,
  parts,
  children,
}: {
  overview: Pick<Overview, 'ties'>;
  parts: readonly Tie['part'][];
  children: ReactNode;
}) {
  const { t } = useWords();
  const broken = overview.ties.find((tie) => !tie.holds && parts.includes(tie.part));
  if (broken === undefined) return <>{children}</>;
  return (
    <span className="differs" role="alert">
      {broken.unit === '分'
        ? t('dashboard.not-tied', { yuan: showYuan(broken.off) })
        : t('dashboard.not-tied-count', { n: broken.off })}
    </span>
  );
}
