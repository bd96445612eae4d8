import { COLOUR } from '../theme/tokens.ts';

/** The 45° hatch of money still out, as a pattern so that it prints. Use as `fill="url(#id)"` in the same drawing. */
export function HatchPattern({
  id,
  colour = COLOUR.ochre,
  ground = COLOUR.ochreTint,
}: {
  id: string;
  colour?: string;
  ground?: string;
}) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={ground} />
      <rect width="1.6" height="6" fill={colour} opacity="0.75" />
    </pattern>
  );
}
