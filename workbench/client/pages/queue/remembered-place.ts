import { useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** What a history entry of the queue remembers, so that Back brings back the very same sight. */
interface Remembered {
  scroll?: number;
  selection?: unknown;
}

const keyOf = (entry: string): string => `hedui-queue-${entry}`;

export function recall(entry: string): Remembered {
  const kept = sessionStorage.getItem(keyOf(entry));
  return kept === null ? {} : (JSON.parse(kept) as Remembered);
}

export function remember(entry: string, patch: Remembered): void {
  sessionStorage.setItem(keyOf(entry), JSON.stringify({ ...recall(entry), ...patch }));
}

/** What scrolls is the page within the frame, not the window. */
export function scrollingPage(): HTMLElement | null {
  return document.getElementById('page');
}

/** Keeps how far the page was scrolled, and goes back there once its rows stand. */
export function useRememberedScroll(isReady: boolean): void {
  const { key } = useLocation();
  const restored = useRef('');
  useLayoutEffect(() => {
    const page = scrollingPage();
    if (!isReady || page === null || restored.current === key) return;
    restored.current = key;
    page.scrollTop = recall(key).scroll ?? 0;
  }, [key, isReady]);
  // in step with the page: once the rows are gone, the scroll they leave behind means nothing
  useLayoutEffect(() => {
    const page = scrollingPage();
    if (page === null) return;
    const scrolled = () => {
      if (restored.current === key) remember(key, { scroll: page.scrollTop });
    };
    page.addEventListener('scroll', scrolled, { passive: true });
    return () => page.removeEventListener('scroll', scrolled);
  }, [key]);
}
