import { showYuan } from './figures.ts';

/** An amount in yuan, two decimals; zero is grey, what does not apply is a dash. */
export function Money({ fen, tone }: { fen: number | null; tone?: 'out' | 'recovered' | 'owed-to-person' }) {
  if (fen === null) return <span className="money is-muted">—</span>;
  const look = fen === 0 ? 'is-zero' : tone === undefined ? '' : `is-${tone}`;
  return <span className={`money ${look}`}>{showYuan(fen)}</span>;
}
