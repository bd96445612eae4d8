import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Overview } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Told } from '../../parts/told.tsx';
import { COLOUR, TEXT_FONT } from '../../theme/tokens.ts';

echarts.use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

const FEN_IN_WAN = 1_000_000;

/** Assessed and recovered, added up month by month; what the two lines are stands at their ends. */
export function CurvePanel({ overview }: { overview: Overview }) {
  const { t, language } = useWords();
  const points = cumulated(overview.months);
  const last = points.at(-1);
  const asTenThousand = language === 'zh';
  const shown = (fen: number) =>
    asTenThousand ? t('dashboard.wan', { n: (fen / FEN_IN_WAN).toFixed(2) }) : showYuan(fen);
  return (
    <Panel title={t('dashboard.curve')} aside={t('dashboard.curve-note')}>
      {last === undefined ? (
        <Told>{t('dashboard.nothing-assessed')}</Told>
      ) : (
        <Lines
          points={points}
          assessed={`${t('dashboard.head-assessed')}\n${shown(last.assessed)}`}
          recovered={`${t('dashboard.curve-recovered')}\n${shown(last.recovered)}`}
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

interface Point {
  month: number;
  assessed: number;
  recovered: number;
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

function Lines({
  points,
  assessed,
  recovered,
  axis,
  label,
}: {
  points: readonly Point[];
  assessed: string;
  recovered: string;
  axis: (fen: number) => string;
  label: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const apart = labelShift(points);
    const chart = echarts.init(place.current, null, { renderer: 'canvas' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: TEXT_FONT, fontSize: 12, color: COLOUR.ink2 },
      grid: { left: 8, right: 104, top: 14, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        valueFormatter: (fen: unknown) => showYuan(Number(fen)),
      },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: points.map(({ month }) => showMonth(month)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: COLOUR.grey } },
        axisLabel: { color: COLOUR.ink2, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitNumber: 3,
        axisLabel: { color: COLOUR.ink2, formatter: (fen: number) => axis(fen) },
        splitLine: { lineStyle: { color: COLOUR.line } },
      },
      series: [
        line('assessed', points, COLOUR.ink, 'circle', assessed, apart),
        {
          ...line('recovered', points, COLOUR.blue, 'rect', recovered, -apart),
          areaStyle: { color: COLOUR.blueTint },
        },
      ],
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [points, assessed, recovered, axis]);
  return <div ref={place} className="curve" role="img" aria-label={label} />;
}

const LABEL_NEEDS = 0.28;
const LABEL_HALF = 18;

/** By how much the names at the ends move apart, where both lines end at nearly the same height. */
function labelShift(points: readonly Point[]): number {
  const { assessed = 0, recovered = 0 } = points.at(-1) ?? {};
  const highest = Math.max(1, ...points.map((point) => Math.max(point.assessed, point.recovered)));
  const gap = (assessed - recovered) / highest;
  if (Math.abs(gap) > LABEL_NEEDS) return 0;
  return gap >= 0 ? -LABEL_HALF : LABEL_HALF;
}

function line(
  name: 'assessed' | 'recovered',
  points: readonly Point[],
  colour: string,
  symbol: 'circle' | 'rect',
  label: string,
  shift: number,
) {
  return {
    type: 'line' as const,
    name: label.split('\n')[0] ?? name,
    data: points.map((point) => point[name]),
    symbol,
    symbolSize: 5,
    lineStyle: { width: 2, color: colour },
    itemStyle: { color: colour },
    endLabel: {
      show: true,
      formatter: () => label,
      color: colour,
      fontWeight: 600 as const,
      lineHeight: 16,
      distance: 8,
      offset: [0, shift],
    },
  };
}
