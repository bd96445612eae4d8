import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../language/language.tsx';
import { Placeholder } from '../parts/placeholder.tsx';

/** A page that fails says so and leaves the shell standing; the next address starts afresh. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <Catcher key={pathname} told={<Placeholder isFailed>{t('shell.page-failed')}</Placeholder>}>
      {children}
    </Catcher>
  );
}

class Catcher extends Component<{ told: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.told : this.props.children;
  }
}
