import { type ReactNode, useId } from 'react';

/** A white panel with its title, what it is about, and what can be done with it. */
export function Panel({
  title,
  aside,
  actions,
  children,
  isFlush = false,
}: {
  title: ReactNode;
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Tables reach to the edges. */
  isFlush?: boolean;
}) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside ? <span className="aside">{aside}</span> : null}
        {actions ? <span className="actions">{actions}</span> : null}
      </header>
      {isFlush ? children : <div className="body">{children}</div>}
    </section>
  );
}

/** The head of a page: its title, one line about it, its buttons. */
export function PageHead({
  title,
  aside,
  actions,
}: {
  title: ReactNode;
  aside?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {aside ? <span className="aside">{aside}</span> : null}
      {actions ? <span className="actions">{actions}</span> : null}
    </div>
  );
}
