import { useId } from 'react';
import { HatchPattern } from '../../parts/hatch.tsx';

/** A bar of parts with a gap between them; money still out is hatched. */
export function PartsBar({
  parts,
  height,
  label,
  of,
}: {
  parts: readonly (readonly [fen: number, colour: string])[];
  height: number;
  label: string;
  /** What the whole width stands for; without it the parts fill it. */
  of?: number;
}) {
  const id = useId();
  const drawn = parts.filter(([fen]) => fen > 0);
  const whole =
    of ??
    Math.max(
      1,
      drawn.reduce((total, [fen]) => total + fen, 0),
    );
  const share = (fen: number): string => `${(fen / whole) * 100}%`;
  let at = 0;
  return (
    <svg className="parts-bar" height={height} width="100%" role="img" aria-label={label}>
      <defs>
        <HatchPattern id={id} />
      </defs>
      {drawn.length === 0 ? <rect width="100%" height={height} fill="#eef0ec" /> : null}
      {drawn.map(([fen, colour], place) => {
        const x = at;
        at += fen;
        return (
          <g key={colour}>
            <rect
              x={share(x)}
              width={share(fen)}
              height={height}
              fill={colour === 'hatch' ? `url(#${id})` : colour}
            />
            {place === 0 ? null : <rect x={share(x)} width="2" height={height} fill="#fff" />}
          </g>
        );
      })}
    </svg>
  );
}
