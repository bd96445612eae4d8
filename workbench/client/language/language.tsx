import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '../../../core/words/language.ts';
import { setCallContext } from '../api/call.ts';
import { fill, type Values } from './fill.ts';

/** The texts of a language come when somebody reads it. */
const LOAD: Readonly<Record<Language, () => Promise<Map<string, string>>>> = {
  zh: async () => (await import('./texts-zh.ts')).chineseTexts,
  en: async () => (await import('./texts-en.ts')).englishTexts,
};

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

/** Shows nothing before the texts are here, and the last language until those of the next are. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [told, tell] = useState<{ language: Language; texts: Map<string, string> } | null>(null);
  const load = useCallback(async (language: Language) => {
    tell({ language, texts: await LOAD[language]() });
  }, []);
  useEffect(() => {
    void load(localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh');
  }, [load]);
  const words = useMemo<Words | null>(() => {
    if (told === null) return null;
    const { language, texts } = told;
    setCallContext({ language });
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    return {
      language,
      setLanguage: (next) => {
        localStorage.setItem(KEPT, next);
        void load(next);
      },
      t: (key, values = {}) => fill(texts.get(key) ?? key, values),
      pick: (both) => both[language],
      has: (key) => texts.has(key),
    };
  }, [told, load]);
  return words === null ? null : <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (words === null) throw new Error('outside of the language');
  return words;
}
