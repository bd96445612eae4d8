import { useEffect, useState } from 'react';
import { showStamp } from '../parts/dates.ts';
import { useSession } from './session.tsx';

const MINUTE = 60_000;

/** Who looks, when and from where, over every page with personal data, on screen and on paper. */
export function Watermark() {
  const { display_name: name, address } = useSession();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const stamp = showStamp(now.toISOString());
  return (
    <svg className="watermark" width="100%" height="100%" aria-hidden="true" data-watermark="">
      <defs>
        <pattern
          id="watermark-tile"
          width="330"
          height="150"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-22)"
        >
          <text x="10" y="60" fontSize="14" fill="#1D2730" lang="zh-CN">
            {`${name} · ${stamp} · ${address}`}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark-tile)" />
    </svg>
  );
}
