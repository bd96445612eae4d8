import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useWords } from '../language/language.tsx';
import { pathOf } from '../pages.ts';
import { useKeys } from './keys.ts';

/** Search from anywhere. What is sought is handed over in the page's state: addresses never hold a name or a number. */
export function Search() {
  const { t } = useWords();
  const navigate = useNavigate();
  const location = useLocation();
  const field = useRef<InputRef>(null);
  const sought = textOf(location.state);
  const [text, setText] = useState(sought);
  // Back and forward bring back what was sought there; other pages leave the box as it is, and none takes away what is being typed
  useEffect(() => {
    const isTyping = field.current?.input === document.activeElement;
    if (location.pathname === pathOf('queue') && !isTyping) setText(sought);
  }, [location.pathname, sought]);
  useKeys({ '/': () => field.current?.focus({ cursor: 'all' }) });
  const search = () => {
    if (text.trim() === '') return;
    navigate(`${pathOf('queue') ?? '/queue'}?view=all`, { state: { text: text.trim() } });
    field.current?.blur();
  };
  return (
    <Input
      ref={field}
      className="search"
      value={text}
      maxLength={60}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={search}
      onKeyDown={(event) => {
        if (event.key === 'Escape') field.current?.blur();
      }}
      placeholder={t('shell.search')}
      aria-label={t('shell.search')}
      suffix={<kbd>/</kbd>}
    />
  );
}

function textOf(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('text' in state)) return '';
  return typeof state.text === 'string' ? state.text : '';
}
