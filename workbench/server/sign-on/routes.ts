import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { lastLogin } from '../../../casework/reads/users/logins.ts';
import { signOn } from '../../../casework/users/sign-on.ts';
import { inTurn } from '../../../storage/ledger/transaction.ts';
import { SIGN_ON, type SIGN_ON_REFUSALS } from '../../contract/session.ts';
import { clientAddress, isSecure } from '../client-address.ts';
import type { Desk } from '../desk.ts';
import { writeCookie } from '../session-cookie.ts';
import type { Variables, WorkbenchApp } from '../workbench-app.ts';
import { BACK, SignOnProvider } from './provider.ts';

/** Binds the answer of the provider to the browser that asked. Lax: the browser comes from another site with it. */
const COOKIE = 'hedui_sign_on';

type Asked = Context<{ Variables: Variables }>;

/** The two addresses of signing on; none where the office has no provider. What goes wrong is said on the page of the door. */
export function mountSignOn(app: WorkbenchApp, desk: Desk): void {
  const { sign_on: settings } = desk.settings;
  if (settings === undefined) return;
  const provider = new SignOnProvider(settings);
  const refused = (c: Asked, why: (typeof SIGN_ON_REFUSALS)[number], error?: unknown) => {
    desk.log.warn({ why, error: error instanceof Error ? error.message : undefined }, 'sign-on refused');
    return c.redirect(`/?sign-on=${why}`);
  };
  app.get(SIGN_ON, async (c) => {
    try {
      const { address, state } = await provider.begin();
      keep(c, desk, state, 600);
      return c.redirect(address);
    } catch (error) {
      return refused(c, 'away', error);
    }
  });
  app.get(BACK, async (c) => {
    const state = getCookie(c, COOKIE) ?? '';
    keep(c, desk, '', 0);
    try {
      const who = await provider.finish(new URL(c.req.url).search, state);
      const address = clientAddress(c, desk.settings);
      const last = lastLogin(desk.ledger, who.name);
      const outcome = await inTurn(desk.ledger, () =>
        signOn(desk.ledger, desk.office, `web ${address}`, who),
      );
      if (!outcome.ok) return refused(c, outcome.why);
      const session = desk.sessions.start(outcome.user.user_id, address, last);
      session.by_two_factors = who.by_two_factors;
      writeCookie(c, session.session_id, isSecure(c, desk.settings));
      return c.redirect('/');
    } catch (error) {
      return refused(c, 'failed', error);
    }
  });
}

function keep(c: Asked, desk: Desk, state: string, maxAge: number): void {
  const secure = isSecure(c, desk.settings);
  setCookie(c, COOKIE, state, { httpOnly: true, sameSite: 'Lax', path: SIGN_ON, secure, maxAge });
}
