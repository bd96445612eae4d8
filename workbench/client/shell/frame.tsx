import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useWords } from '../language/language.tsx';
import { pathOf } from '../pages.ts';
import { IdleLock } from './idle-lock.tsx';
import { KeyList } from './key-list.tsx';
import { PaperFoot } from './paper-foot.tsx';
import { useSession } from './session.tsx';
import { TopBar } from './top-bar.tsx';
import { useWaiting } from './waiting.ts';
import { Watermark } from './watermark.tsx';

const GROUPS = ['work', 'look', 'data', 'watch'] as const;

/** What stands around every page: the bar above, the pages at the side, the watermark over all. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { pages } = useSession();
  const waiting = useWaiting();
  return (
    <div className="frame">
      <TopBar />
      <nav className="side-bar" aria-label={t('shell.pages')}>
        {GROUPS.map((group) => {
          const own = pages.filter((page) => page.group === group);
          if (own.length === 0) return null;
          return (
            <section key={group}>
              <h2>{t(`shell.group-${group}`)}</h2>
              {own.map(({ page }) => (
                <NavLink key={page} to={pathOf(page) ?? `/${page}`}>
                  {t(`shell.page-${page}`)}
                  <span className="count">{waiting[page] ?? ''}</span>
                </NavLink>
              ))}
            </section>
          );
        })}
      </nav>
      <main className="page" id="page">
        {children}
        <PaperFoot />
      </main>
      <Watermark />
      <IdleLock />
      <KeyList />
    </div>
  );
}
