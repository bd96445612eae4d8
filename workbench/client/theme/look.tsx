import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { App as AntApp, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import 'dayjs/locale/zh-cn';
import { useWords } from '../language/language.tsx';
import { antdTheme } from './antd-theme.ts';
import { NONCE } from './style-nonce.ts';

interface Look {
  isLarge: boolean;
  setLarge: (isLarge: boolean) => void;
}

const Context = createContext<Look>({ isLarge: false, setLarge: () => {} });
const KEPT = 'hedui-text-size';
const LARGE = 1.15;
/** `inset-inline` and its like, which Chromium 86 passes over, as left and right. */
const PHYSICAL = [legacyLogicalPropertiesTransformer];

export function LookProvider({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const [isLarge, keep] = useState(() => localStorage.getItem(KEPT) === 'large');
  const look = useMemo<Look>(
    () => ({
      isLarge,
      setLarge: (next) => {
        localStorage.setItem(KEPT, next ? 'large' : 'normal');
        keep(next);
      },
    }),
    [isLarge],
  );
  useEffect(() => {
    document.documentElement.classList.toggle('is-large', isLarge);
  }, [isLarge]);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <Context.Provider value={look}>
      <StyleProvider transformers={PHYSICAL}>
        <ConfigProvider
          csp={{ nonce: NONCE }}
          locale={language === 'zh' ? zh : en}
          theme={antdTheme(isLarge ? LARGE : 1)}
          button={{ autoInsertSpace: false }}
          wave={{ disabled: true }}
        >
          <AntApp className="app">{children}</AntApp>
        </ConfigProvider>
      </StyleProvider>
    </Context.Provider>
  );
}

export function useLook(): Look {
  return useContext(Context);
}
