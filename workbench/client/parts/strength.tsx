import { type MatchStrength, STRENGTH_RANK } from '../../../core/finding.ts';
import { useWords } from '../language/language.tsx';

/** How sure the link is: bars in ink with their word, never a colour or a score. */
export function Strength({ strength }: { strength: MatchStrength }) {
  const { t } = useWords();
  return (
    <span className="strength">
      <svg viewBox="0 0 14 11" aria-hidden="true">
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={bar * 5 + 0.5}
            y="0.5"
            width="3"
            height="10"
            rx="0.8"
            fill={bar < STRENGTH_RANK[strength] ? '#1D2730' : '#fff'}
            stroke="#1D2730"
            strokeWidth="0.9"
          />
        ))}
      </svg>
      {t(`shell.strength-${strength}`)}
    </span>
  );
}
