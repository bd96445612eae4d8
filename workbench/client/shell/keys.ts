import { useLayoutEffect, useRef } from 'react';

/** A key of the workbench: its letter and what it does on this page. Off while somebody types. */
export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

/** Listens for the page's keys: `N`, `J`, `/`, `Ctrl+Enter` … */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  current.current = keys;
  // before the page is seen: a key pressed at the first sight of it counts
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest(
          'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]',
        );
      if (isTyping && !name.startsWith('Ctrl+') && name !== 'Escape') return;
      if (
        document.querySelector('.ant-modal-wrap:not([style*="display: none"]) .ant-modal:not(.leads-on)') &&
        name !== 'Escape'
      )
        return;
      const act = current.current[name];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (event.altKey || event.metaKey) return '';
  return event.ctrlKey ? `Ctrl+${key}` : key;
}
