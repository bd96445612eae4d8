import { useId } from 'react';
import { COLOUR } from '../../../theme/tokens.ts';

const WIDTH = 200;
const FOR = 150;

/** One field's bar; striped where the number says it already. */
export function LinkBar({ length, isStriped }: { length: number; isStriped: boolean }) {
  const id = useId();
  const zero = WIDTH - FOR;
  const isAgainst = length < 0;
  const width = Math.min(1, Math.abs(length)) * (isAgainst ? zero : FOR);
  return (
    <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" className="link-bar" aria-hidden="true">
      <pattern id={id} width="6" height="12" patternUnits="userSpaceOnUse">
        <rect width="3.4" height="12" fill={COLOUR.teal} opacity="0.4" />
      </pattern>
      <line x1={zero} x2={zero} y1="0" y2="12" stroke={COLOUR.line} />
      <rect
        x={isAgainst ? zero - width : zero}
        y="1.5"
        width={Math.max(width, length === 0 ? 0 : 2)}
        height="9"
        fill={isAgainst ? COLOUR.ochre : isStriped ? `url(#${id})` : COLOUR.teal}
      />
    </svg>
  );
}
