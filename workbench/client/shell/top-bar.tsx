import { Dropdown } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Language } from '../../../core/words/language.ts';
import { session as contract } from '../../contract/session.ts';
import { call } from '../api/call.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../language/language.tsx';
import { pathOf } from '../pages.ts';
import { dayInSentence, showInstant, showStamp } from '../parts/dates.ts';
import { useLook } from '../theme/look.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';
import { Search } from './search.tsx';
import { useRight, useSession, useSessionSwitch } from './session.tsx';
import { useSignOut } from './use-sign-out.ts';

const MINUTE = 60_000;

export function TopBar() {
  const { t, language } = useWords();
  const session = useSession();
  const office = useAnswer(contract.office, { isBackground: true }, { every: MINUTE });
  const { published, is_demo: isDemo = false, is_behind: isBehind = false } = office.data ?? {};
  const maySearch = useRight('queue.list');
  const role = session.grants[0]?.role;
  return (
    <header className="top-bar">
      <Link to="/" className="mark">
        <Mark /> {t('shell.name')}
      </Link>
      <span className="office" lang="zh-CN">
        {office.data?.office ?? ''}
      </span>
      {isDemo ? <span className="chip">{t('shell.demo')}</span> : null}
      {maySearch ? <Search /> : null}
      <span className="spread" />
      {published ? (
        <span className={isBehind ? 'differs' : 'is-muted'}>
          {t('shell.data-as-of')} {dataAsOf(published, language)} · {t('shell.run', { run: published.run })} ·{' '}
          <strong className={isBehind ? '' : 'ties'}>
            {isBehind ? <Link to={pathOf('today') ?? '/'}>{t('shell.behind')}</Link> : t('shell.published')}
          </strong>
        </span>
      ) : (
        <span className="is-muted">{t('shell.no-build')}</span>
      )}
      <LanguageSwitch />
      <UserMenu role={role === undefined ? '' : t(`shell.role-${role}`)} />
    </header>
  );
}

/** A night reads the data of its own day; one that was asked for another day says which. */
function dataAsOf(
  { as_of, published_at }: { as_of: string; published_at: string },
  language: Language,
): string {
  const isOwnDay = as_of === '' || showStamp(published_at).startsWith(as_of);
  return isOwnDay ? showInstant(published_at, language) : dayInSentence(as_of, language);
}

function UserMenu({ role }: { role: string }) {
  const { t } = useWords();
  const { isLarge, setLarge } = useLook();
  const session = useSession();
  const { lock, setUp } = useSessionSwitch();
  const navigate = useNavigate();
  const signOut = useSignOut(() => void navigate('/'));
  const items = [
    { key: 'size', label: t(isLarge ? 'shell.text-normal' : 'shell.text-large') },
    ...(session.second_factor === 'none'
      ? []
      : [{ key: 'code', label: t('shell.factor-menu', { n: session.codes_left }) }]),
    { key: 'lock', label: t('shell.lock') },
    { key: 'leave', label: t('shell.sign-out') },
  ];
  const act = (key: string) => {
    if (key === 'size') return setLarge(!isLarge);
    if (key === 'code') return setUp(true);
    if (key === 'lock') {
      lock();
      return void call(contract.lock);
    }
    signOut();
  };
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => act(key) }} trigger={['click']}>
      <button type="button" className="link user-menu">
        {role} · <span lang="zh-CN">{session.display_name}</span>
      </button>
    </Dropdown>
  );
}
