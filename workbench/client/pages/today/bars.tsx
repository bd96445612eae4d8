import { COLOUR } from '../../theme/tokens.ts';

const WIDTH = 5;
const GAP = 2;
const HEIGHT = 16;
const LENGTH = 14;

/** New findings of the last nights as small bars, tonight last and in teal; a night without any is a line. */
export function Bars({ past, label }: { past: readonly { as_of: string; new: number }[]; label: string }) {
  const most = Math.max(1, ...past.map((night) => night.new));
  return (
    <svg
      className="today-bars"
      role="img"
      aria-label={label}
      width={LENGTH * (WIDTH + GAP)}
      height={HEIGHT}
      viewBox={`0 0 ${LENGTH * (WIDTH + GAP)} ${HEIGHT}`}
    >
      {past.map((night, index) => {
        const height = night.new === 0 ? 1 : Math.max(2, Math.round((night.new / most) * HEIGHT));
        return (
          <rect
            key={night.as_of}
            x={index * (WIDTH + GAP)}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            fill={index === past.length - 1 ? COLOUR.teal : '#C3CBC8'}
          />
        );
      })}
    </svg>
  );
}
