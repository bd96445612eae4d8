import { lastOf } from '../../../../core/lists.ts';
import type { Overview } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { CurveDrawing, type Point } from './curve-drawing.tsx';

const FEN_IN_WAN = 1_000_000;

/** Assessed and recovered, added up month by month; what the two lines are stands at their ends. */
export function CurvePanel({ overview }: { overview: Overview }) {
  const { t, language } = useWords();
  const points = cumulated(overview.months);
  const last = lastOf(points);
  const asTenThousand = language === 'zh';
  const shown = (fen: number) =>
    asTenThousand ? t('dashboard.wan', { n: (fen / FEN_IN_WAN).toFixed(2) }) : showYuan(fen);
  return (
    <Panel title={t('dashboard.curve')} aside={t('dashboard.curve-note')}>
      {last === undefined ? (
        <Placeholder>{t('dashboard.nothing-assessed')}</Placeholder>
      ) : (
        <CurveDrawing
          points={points}
          names={{ assessed: t('dashboard.head-assessed'), recovered: t('dashboard.curve-recovered') }}
          shown={shown}
          axis={(fen) => (asTenThousand ? t('dashboard.wan', { n: fen / FEN_IN_WAN }) : compact(fen))}
          label={t('dashboard.curve-told', {
            assessed: showYuan(last.assessed),
            recovered: showYuan(last.recovered),
          })}
        />
      )}
    </Panel>
  );
}

/** From the month in which something first was assessed or came in. */
function cumulated(months: Overview['months']): Point[] {
  const first = months.findIndex((row) => row.assessed_fen !== 0 || row.recovered_fen !== 0);
  let assessed = 0;
  let recovered = 0;
  return (first < 0 ? [] : months.slice(first)).map((row) => {
    assessed += row.assessed_fen;
    recovered += row.recovered_fen;
    return { month: row.month, assessed, recovered };
  });
}

function compact(fen: number): string {
  return new Intl.NumberFormat('en-US', { notation: 'compact' }).format(fen / 100);
}
