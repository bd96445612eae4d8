import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes } from 'react-router';
import { useWords } from './language/language.tsx';
import { LoginPage } from './pages/login/login-page.tsx';
import { PAGES, pathOf } from './pages.ts';
import { DoneLineProvider } from './parts/done-line.tsx';
import { Loading, Placeholder } from './parts/placeholder.tsx';
import { Frame } from './shell/frame.tsx';
import { PageBoundary } from './shell/page-boundary.tsx';
import { useSession } from './shell/session.tsx';
import { SessionProvider } from './shell/session-provider.tsx';

/** It comes with what the visits need, so that one page is kept for both. */
const AwayPage = lazy(() => import('./pages/visits/away-page.tsx'));

export function App() {
  return (
    <SessionProvider
      login={<LoginPage />}
      away={(ask) => (
        <Suspense fallback={<Loading />}>
          <AwayPage ask={ask} />
        </Suspense>
      )}
    >
      <DoneLineProvider>
        <Frame>
          <PageBoundary>
            <Suspense fallback={<Loading />}>
              <Pages />
            </Suspense>
          </PageBoundary>
        </Frame>
      </DoneLineProvider>
    </SessionProvider>
  );
}

function Pages() {
  const session = useSession();
  const landing = (session.landing === null ? undefined : pathOf(session.landing)) ?? '/none';
  return (
    <Routes>
      <Route path="/" element={<Navigate to={landing} replace />} />
      {PAGES.map(({ path, right, page, Page }) => {
        const isOpen =
          right === undefined
            ? session.pages.some((one) => one.page === page)
            : session.rights.includes(right);
        return <Route key={path} path={path} element={isOpen ? <Page /> : <NoRight />} />;
      })}
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}

function NoRight() {
  const { t } = useWords();
  return (
    <Placeholder>
      {t('shell.no-page-right')} <ToFirstPage />
    </Placeholder>
  );
}

function NoSuchPage() {
  const { t } = useWords();
  return (
    <Placeholder>
      {t('shell.no-such-page')} <ToFirstPage />
    </Placeholder>
  );
}

function ToFirstPage() {
  const { t } = useWords();
  const { landing } = useSession();
  return landing === null ? null : (
    <Link className="link" to="/">
      {t('shell.to-first-page')}
    </Link>
  );
}
