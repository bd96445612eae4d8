import { Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../language/language.tsx';
import { pathOf } from '../pages.ts';
import { useKeys } from './keys.ts';

/** Search from anywhere. What is sought is handed over in the page's state: addresses never hold a name or a number. */
export function Search() {
  const { t } = useWords();
  const navigate = useNavigate();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState('');
  useKeys({ '/': () => field.current?.focus() });
  return (
    <Input
      ref={field}
      className="search"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => {
        if (text.trim() === '') return;
        navigate(`${pathOf('queue') ?? '/queue'}?view=all`, { state: { text: text.trim() } });
      }}
      placeholder={t('shell.search')}
      aria-label={t('shell.search')}
      suffix={<kbd>/</kbd>}
      allowClear
    />
  );
}
