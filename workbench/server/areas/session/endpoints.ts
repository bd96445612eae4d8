import { standingsOf } from '../../../../casework/acts/who-may.ts';
import { lastLogin, mustChangePassword } from '../../../../casework/reads/users/logins.ts';
import { factorOf } from '../../../../casework/reads/users/second-factors.ts';
import { loadUser } from '../../../../casework/reads/users/users.ts';
import { keptSecretAside } from '../../../../casework/users/derive-secret.ts';
import { setPassword } from '../../../../casework/users/passwords.ts';
import {
  newSecret,
  newSheetAside,
  setSecondFactor,
  wantsSecondFactor,
} from '../../../../casework/users/second-factor.ts';
import { session as contract, type Session as SessionAnswer } from '../../../contract/session.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { landingOf, mayAsk, pagesOf } from '../../security/rights-table.ts';
import type { Session } from '../../security/sessions.ts';
import { checkPassword } from './check-password.ts';
import { readOffice } from './office.ts';

export const implementations = [
  implement(contract.login, async (asking, { body }) => {
    const { desk } = asking;
    const last = lastLogin(desk.ledger, body.user);
    const user = await checkPassword(asking, body.user, body.password, body.code);
    const session = desk.sessions.start(user.user_id, asking.address, last);
    asking.setCookie(session.session_id);
    return present({ ...asking, session, user });
  }),
  implement(contract.read, (asking) => present(asking)),
  implement(contract.trying, ({ session }) => ({ nights: session.trying })),
  implement(contract.logout, (asking) => {
    asking.desk.sessions.end(asking.session);
    asking.setCookie(null);
    return undefined;
  }),
  implement(contract.lock, (asking) => {
    asking.desk.sessions.lock(asking.session);
    return undefined;
  }),
  implement(contract.unlock, async (asking, { body }) => {
    const { desk, session, user } = asking;
    await checkPassword(asking, user.user_id, body.password);
    desk.sessions.unlock(session);
    return present(asking);
  }),
  implement(contract.changePassword, async (asking, { body }) => {
    const { desk, user } = asking;
    await checkPassword(asking, user.user_id, body.password);
    const asker = { user: user.user_id, via: asking.via };
    const kept = await keptSecretAside(body.new_password);
    const refusal = setPassword(desk.ledger, desk.office, asker, user.user_id, body.new_password, kept);
    if (refusal !== null) throwRefused(refusal);
    return present(anew(asking));
  }),
  implement(contract.beginSecondFactor, async (asking, { body }) => {
    const { session, user } = asking;
    await checkPassword(asking, user.user_id, body.password, body.code);
    const { secret, text, uri } = newSecret(user, '核对');
    session.new_secret = secret;
    return { secret: text, uri };
  }),
  implement(contract.setSecondFactor, async (asking, { body }) => {
    const { desk, session, user, via } = asking;
    const by = { user: user.user_id, via };
    const sheet = await newSheetAside();
    const codes = setSecondFactor(desk.ledger, desk.office, by, session.new_secret, body.code, sheet);
    if (!Array.isArray(codes)) throwRefused(codes);
    return { codes, session: present(anew(asking)) };
  }),
  implement(contract.office, ({ desk }) => readOffice(desk)),
];

/** A session in place of all that somebody has: what opened those opens nothing from here on. */
function anew(asking: Asking): Asking {
  const { desk, session, user } = asking;
  desk.sessions.endAllOf(user.user_id);
  const fresh = desk.sessions.start(user.user_id, asking.address, session.last_login);
  fresh.by_two_factors = session.by_two_factors;
  asking.setCookie(fresh.session_id);
  return { ...asking, session: fresh };
}

function present({ desk, user, session }: Asking & { session: Session }): SessionAnswer {
  const known = loadUser(desk.ledger, user.user_id) ?? user;
  const standings = standingsOf(desk, known);
  const factor = factorOf(desk.ledger, known.user_id);
  return {
    user_id: known.user_id,
    display_name: known.display_name,
    grants: known.grants.map((grant) => ({ ...grant })),
    token: session.token,
    must_change_password: mustChangePassword(desk.ledger, known.user_id),
    second_factor:
      factor?.kind ?? (!session.by_two_factors && wantsSecondFactor(desk, known) ? 'missing' : 'none'),
    codes_left: factor?.codes_left ?? 0,
    is_locked: session.is_locked,
    idle_minutes: desk.settings.idle_minutes,
    landing: landingOf(desk.rights, known, standings),
    pages: pagesOf(desk.rights, standings).map(({ page, group }) => ({ page, group })),
    rights: desk.endpoints.map(({ id }) => id).filter((id) => mayAsk(desk.rights, id, standings)),
    last_login: session.last_login,
    address: session.address,
  };
}
