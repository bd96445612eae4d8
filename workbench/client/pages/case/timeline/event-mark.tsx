import { COLOUR } from '../../../theme/tokens.ts';
import type { PlacedEvent } from './lay-out.ts';

const INK = {
  life: COLOUR.teal,
  death: COLOUR.ink,
  grant: COLOUR.violet,
  stop: COLOUR.ink2,
  other: COLOUR.ink,
} as const;

/** A ring for a sign of life, a diamond for a death, a square for all else, with its day and words. */
export function EventMark({ placed }: { placed: PlacedEvent }) {
  const { event, x, y, side, text } = placed;
  const ink = event.is_contrary ? COLOUR.ochre : INK[event.kind];
  const isBold = event.kind === 'death' || event.is_contrary;
  return (
    <g>
      {event.kind === 'life' ? (
        <circle cx={x} cy={y} r="4.6" fill={COLOUR.panel} stroke={ink} strokeWidth="2" />
      ) : event.kind === 'death' ? (
        <path d={`M${x} ${y - 6} L${x + 6} ${y} L${x} ${y + 6} L${x - 6} ${y} Z`} fill={ink} />
      ) : (
        <rect
          x={x - 4.5}
          y={y - 4.5}
          width="9"
          height="9"
          fill={event.kind === 'grant' ? COLOUR.violetTint : COLOUR.panel}
          stroke={ink}
          strokeWidth="1.6"
        />
      )}
      <text
        x={side === 'right' ? x + 9 : x - 9}
        y={y + 4.5}
        textAnchor={side === 'right' ? 'start' : 'end'}
        fontWeight={isBold ? 600 : 400}
        fill={ink}
        lang={/\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined}
      >
        {text}
      </text>
    </g>
  );
}
