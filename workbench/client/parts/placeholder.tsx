import { type ReactNode, useEffect, useState } from 'react';
import type { Failed } from '../api/call.ts';
import { useWords } from '../language/language.tsx';

/** A sentence where content would stand: nothing here, or what went wrong. */
export function Placeholder({ children, isFailed = false }: { children: ReactNode; isFailed?: boolean }) {
  return (
    <div className={isFailed ? 'told is-failed' : 'told'} role={isFailed ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

const SHOWN_AFTER = 300;
const SLOW_AFTER = 5_000;

/** Grey rows, but only once waiting is felt; after a while it says that it takes longer than usual. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useWords();
  const [waited, setWaited] = useState<'none' | 'some' | 'long'>('none');
  useEffect(() => {
    const timers = [
      setTimeout(() => setWaited('some'), SHOWN_AFTER),
      setTimeout(() => setWaited('long'), SLOW_AFTER),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (waited === 'none') return null;
  return (
    <div className="loading-rows" role="status">
      <span className={waited === 'long' ? 'told' : 'visually-hidden'}>
        {t(waited === 'long' ? 'shell.slow' : 'shell.loading')}
      </span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows are all alike
        <i key={index} />
      ))}
    </div>
  );
}

/** What an answer that did not come says, with the way to ask again. */
export function FailedAnswer({ error, again }: { error: Failed; again?: () => void }) {
  const { t, pick } = useWords();
  return (
    <Placeholder isFailed>
      {pick(error)}{' '}
      {again ? (
        <button type="button" className="link" onClick={again}>
          {t('shell.again')}
        </button>
      ) : null}
    </Placeholder>
  );
}
