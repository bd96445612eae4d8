import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Language } from '../../../core/words/language.ts';
import { setCallContext } from '../api/call.ts';
import { fill, type Values } from './fill.ts';

const files = import.meta.glob<Record<string, string>>('../../text/*/*.json', {
  eager: true,
  import: 'default',
});

/** Every text of one language, by `area.key`. */
function textsOf(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [path, entries] of Object.entries(files)) {
    const [, language, area] = /text\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (language !== folder) continue;
    for (const [key, text] of Object.entries(entries)) texts.set(`${area}.${key}`, text);
  }
  return texts;
}

const TEXTS = { zh: textsOf('zh-CN'), en: textsOf('en') };

export interface Words {
  language: Language;
  setLanguage: (language: Language) => void;
  /** The text of `area.key`, its `{places}` filled. A text that is missing is a fault and shows as its key. */
  t: (key: string, values?: Values) => string;
  /** Of two texts that come together, the one of this language. */
  pick: (both: { zh: string; en: string }) => string;
  has: (key: string) => boolean;
}

const Context = createContext<Words | null>(null);

const KEPT = 'hedui-language';

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, keep] = useState<Language>(() => (localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'));
  const words = useMemo<Words>(() => {
    setCallContext({ language });
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    return {
      language,
      setLanguage: (next) => {
        localStorage.setItem(KEPT, next);
        keep(next);
      },
      t: (key, values = {}) => fill(TEXTS[language].get(key) ?? key, values),
      pick: (both) => both[language],
      has: (key) => TEXTS[language].has(key),
    };
  }, [language]);
  return <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (words === null) throw new Error('outside of the language');
  return words;
}
