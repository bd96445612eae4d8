import { useId } from 'react';
import { lastOf } from '../../../../../core/lists.ts';
import type { Timeline } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { HatchPattern } from '../../../parts/hatch.tsx';
import { textWidth } from '../../../parts/text-width.ts';
import { COLOUR } from '../../../theme/tokens.ts';
import { AxisLabels } from './axis-labels.tsx';
import { EventMark } from './event-mark.tsx';
import { LEFT, stretches, type TimelineLayout } from './lay-out.ts';
import { PaymentBars } from './payment-bars.tsx';

const BAND = {
  claim: { ground: COLOUR.ochreTint, ink: COLOUR.ochre },
  owed: { ground: COLOUR.violetTint, ink: COLOUR.violet },
  'at-risk': { ground: '#F0F1EF', ink: COLOUR.ink2 },
} as const;

/** The drawing; whoever cannot see it reads the table beside it. */
export function TimelineDrawing({ timeline, layout }: { timeline: Timeline; layout: TimelineLayout }) {
  const { t } = useWords();
  const hatch = useId();
  const { width, height, step, base, top, rows, events, xOf } = layout;
  const { band, months, stopped_from: stopped } = timeline;
  const look = band === null ? null : BAND[band.kind];
  const runs = stretches(
    timeline.claimed_months.map(({ month }) => month),
    months,
  );
  const right = width - 4;
  const bandFrom = runs[0] === undefined ? 0 : xOf(runs[0].from);
  const lastRun = lastOf(runs);
  const bandTo = lastRun === undefined ? 0 : xOf(lastRun.from) + lastRun.count * step;
  const bandWords =
    band === null
      ? ''
      : t(band.payments === null ? 'case.band' : 'case.band-payments', {
          label: band.label,
          n: band.payments ?? band.months,
          amount: showYuan(band.amount_fen),
        });
  const half = textWidth(bandWords) / 2 + 6;
  const middle = Math.min(Math.max((bandFrom + bandTo) / 2, LEFT + half), right - half);
  const stopFrom = stopped === null || !months.includes(stopped) ? null : xOf(stopped);
  const stopAt = Math.min(((stopFrom ?? 0) + right) / 2, right - 26);
  return (
    <svg className="timeline" viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true">
      <defs>
        <HatchPattern
          id={hatch}
          colour={look?.ink ?? COLOUR.ochre}
          ground={look?.ground ?? COLOUR.ochreTint}
        />
      </defs>
      {stopFrom === null ? null : (
        <rect x={stopFrom} y={top} width={right - stopFrom} height={base - top} fill="#EFF0ED" />
      )}
      {look === null
        ? null
        : runs.map(({ from, count }) => (
            <rect
              key={from}
              x={xOf(from)}
              y={top}
              width={count * step}
              height={base - top}
              fill={look.ground}
              stroke={timeline.contrary.length > 0 ? COLOUR.ochre : 'none'}
              strokeWidth="1.5"
            />
          ))}
      {months.map((month) => (
        <line key={month} x1={xOf(month)} x2={xOf(month)} y1={top} y2={base} stroke="#E6E8E3" />
      ))}
      {band === null || look === null ? null : (
        <text x={middle} y={16} textAnchor="middle" fontWeight="600" fill={look.ink}>
          {bandWords}
        </text>
      )}
      {stopFrom === null || stopAt - 24 < (band === null ? 0 : middle + half) ? null : (
        <text x={stopAt} y={16} textAnchor="middle" fill={COLOUR.ink2}>
          {t('case.stopped')}
        </text>
      )}
      <text x="6" y={rows.life} className="row-name">
        {t('case.row-life')}
      </text>
      <text x="6" y={rows.other} className="row-name">
        {t('case.row-other')}
      </text>
      <text x="6" y={rows.payments} className="row-name">
        {t('case.row-payments')}
      </text>
      {events
        .filter(({ event }) => event.kind === 'death')
        .map(({ event, x }) => (
          <line
            key={`${event.code} ${x}`}
            x1={x}
            x2={x}
            y1={top}
            y2={base}
            stroke={COLOUR.ink}
            strokeWidth="2"
          />
        ))}
      <PaymentBars timeline={timeline} layout={layout} hatch={hatch} ink={look?.ink ?? COLOUR.ochre} />
      <line x1={xOf(timeline.first_month)} x2={right} y1={base} y2={base} stroke={COLOUR.ink3} />
      {events.map((placed) => (
        <EventMark
          key={`${placed.event.code} ${placed.event.on ?? placed.event.month} ${placed.y}`}
          placed={placed}
        />
      ))}
      <AxisLabels timeline={timeline} layout={layout} />
    </svg>
  );
}
