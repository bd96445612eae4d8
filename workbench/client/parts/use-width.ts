import { type RefObject, useEffect, useRef, useState } from 'react';

/** A box and how wide it is on the screen, for a drawing that is made for that width. */
export function useWidth<Box extends HTMLElement>(usual: number): [RefObject<Box | null>, number] {
  const box = useRef<Box>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    if (box.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const seen = Math.round(entry?.contentRect.width ?? 0);
      // on paper the drawing is scaled, not drawn again
      if (seen > 0 && !matchMedia('print').matches) setWidth(seen);
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}
