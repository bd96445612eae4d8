import { useWords } from '../language/language.tsx';

/** 中文 / English; each is written in its own language so that either reader finds it. */
export function LanguageSwitch() {
  const { language, setLanguage } = useWords();
  return (
    <span className="language-switch">
      <button
        type="button"
        className="link"
        lang="zh-CN"
        aria-pressed={language === 'zh'}
        onClick={() => setLanguage('zh')}
      >
        中文
      </button>
      {' / '}
      <button
        type="button"
        className="link"
        lang="en"
        aria-pressed={language === 'en'}
        onClick={() => setLanguage('en')}
      >
        English
      </button>
    </span>
  );
}
