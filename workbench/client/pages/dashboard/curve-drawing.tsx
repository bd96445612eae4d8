import { axisSteps } from '../../../../core/axis-steps.ts';
import { lastOf } from '../../../../core/lists.ts';
import { showMonth } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { textWidth } from '../../parts/text-width.ts';
import { useWidth } from '../../parts/use-width.ts';
import { COLOUR } from '../../theme/tokens.ts';

export interface Point {
  month: number;
  assessed: number;
  recovered: number;
}

const USUAL_WIDTH = 560;
const HEIGHT = 168;
const TOP = 14;
const BASE = HEIGHT - 24;
/** The names of the lines stand behind their ends, in letters that are so much wider for being bold. */
const BESIDE = 8;
const BOLD = 1.08;
/** Two lines of words, and how far apart two of them need to be. */
const WORDS_HIGH = 16;
const APART = 2 * WORDS_HIGH + 4;

/** Two lines over the months, named at their ends; the months between tell their amounts to whoever points at them. */
export function CurveDrawing({
  points,
  names,
  shown,
  axis,
  label,
}: {
  points: readonly Point[];
  names: { assessed: string; recovered: string };
  shown: (fen: number) => string;
  axis: (fen: number) => string;
  label: string;
}) {
  const [box, width] = useWidth<HTMLDivElement>(USUAL_WIDTH);
  const money = points.flatMap(({ assessed, recovered }) => [assessed, recovered]);
  const steps = axisSteps(Math.min(...money), Math.max(...money), 3);
  const [least = 0, most = 1] = [steps[0], lastOf(steps)];
  const left = 16 + Math.max(...steps.map((fen) => textWidth(axis(fen))));
  const told = [names.assessed, names.recovered, shown(lastOf(points)?.assessed ?? 0)];
  const beside = BESIDE + BOLD * Math.max(...told.map(textWidth));
  const right = Math.max(left + 1, width - beside);
  const pace = points.length > 1 ? (right - left) / (points.length - 1) : 0;
  const x = (place: number) => left + place * pace;
  const y = (fen: number) => BASE - ((fen - least) / (most - least)) * (BASE - TOP);
  const way = (pick: 'assessed' | 'recovered') =>
    points.map((point, place) => `${place === 0 ? 'M' : 'L'}${x(place)} ${y(point[pick])}`).join('');
  const every = Math.max(1, Math.ceil((textWidth('2022-06') + 12) / Math.max(1, pace)));
  const placed = endsOf(lastOf(points), y);
  return (
    <div ref={box} className="curve">
      <svg width="100%" height="100%" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        {steps.map((fen) => (
          <g key={fen}>
            <line
              x1={left}
              x2={right}
              y1={y(fen)}
              y2={y(fen)}
              stroke={fen === 0 ? COLOUR.grey : COLOUR.line}
            />
            <text x={left - 8} y={y(fen) + 4} textAnchor="end" fill={COLOUR.ink2}>
              {axis(fen)}
            </text>
          </g>
        ))}
        {points.map(({ month }, place) =>
          place % every === 0 ? (
            <text key={month} x={x(place)} y={HEIGHT - 6} textAnchor="middle" fill={COLOUR.ink2}>
              {showMonth(month)}
            </text>
          ) : null,
        )}
        <path
          d={`${way('recovered')}L${x(points.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`}
          fill={COLOUR.blueTint}
        />
        <path d={way('recovered')} fill="none" stroke={COLOUR.blue} strokeWidth="2" />
        <path d={way('assessed')} fill="none" stroke={COLOUR.ink} strokeWidth="2" />
        {points.map(({ month, assessed, recovered }, place) => (
          <g key={month}>
            <rect x={x(place) - 2.5} y={y(recovered) - 2.5} width="5" height="5" fill={COLOUR.blue} />
            <circle cx={x(place)} cy={y(assessed)} r="2.5" fill={COLOUR.ink} />
            <rect
              x={x(place) - pace / 2}
              y={TOP}
              width={Math.max(8, pace)}
              height={BASE - TOP}
              fill="transparent"
            >
              <title>
                {[
                  showMonth(month),
                  `${names.assessed} ${showYuan(assessed)}`,
                  `${names.recovered} ${showYuan(recovered)}`,
                ].join('\n')}
              </title>
            </rect>
          </g>
        ))}
        {placed.map(({ pick, fen, at }) => (
          <text key={pick} fontWeight="600" fill={pick === 'assessed' ? COLOUR.ink : COLOUR.blue}>
            <tspan x={right + BESIDE} y={at - 2}>
              {names[pick]}
            </tspan>
            <tspan x={right + BESIDE} dy={WORDS_HIGH}>
              {shown(fen)}
            </tspan>
          </text>
        ))}
      </svg>
    </div>
  );
}

/** Where the two names stand: behind the ends of their lines, and apart from one another inside the drawing. */
function endsOf(last: Point | undefined, y: (fen: number) => number) {
  const { assessed = 0, recovered = 0 } = last ?? {};
  const ends = [
    { pick: 'assessed' as const, fen: assessed, at: y(assessed) },
    { pick: 'recovered' as const, fen: recovered, at: y(recovered) },
  ];
  const [upper, lower] = [...ends].sort((one, other) => one.at - other.at);
  if (upper === undefined || lower === undefined) return ends;
  const missing = Math.max(0, APART - (lower.at - upper.at)) / 2;
  upper.at = Math.max(WORDS_HIGH, upper.at - missing);
  lower.at = Math.min(Math.max(lower.at + missing, upper.at + APART), BASE);
  upper.at = Math.min(upper.at, lower.at - APART);
  return ends;
}
