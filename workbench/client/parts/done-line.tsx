import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { useWords } from '../language/language.tsx';

interface DoneLine {
  say: (text: string, undo?: () => void) => void;
}

const Context = createContext<DoneLine>({ say: () => {} });
const SHOWN_FOR = 10_000;

/** One line at the foot that says what was done, for ten seconds, with its undo. */
export function DoneLineProvider({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const [line, setLine] = useState<{ text: string; undo?: (() => void) | undefined } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((text: string, undo?: () => void) => {
    clearTimeout(timer.current);
    setLine({ text, undo });
    timer.current = setTimeout(() => setLine(null), SHOWN_FOR);
  }, []);
  return (
    <Context.Provider value={{ say }}>
      {children}
      {line ? (
        <div className="done-line no-print" role="status">
          {line.text}
          {line.undo ? (
            <button
              type="button"
              className="link"
              onClick={() => {
                line.undo?.();
                setLine(null);
              }}
            >
              {t('shell.undo')}
            </button>
          ) : null}
        </div>
      ) : null}
    </Context.Provider>
  );
}

export function useDoneLine(): DoneLine {
  return useContext(Context);
}
