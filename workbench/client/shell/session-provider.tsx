import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { session as contract, type Session } from '../../contract/session.ts';
import { call, Failed, setCallContext } from '../api/call.ts';
import { Loading } from '../parts/placeholder.tsx';
import { LockScreen } from './lock-screen.tsx';
import { NewPassword } from './new-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionContext, type SessionSwitch } from './session.tsx';

/** Who is signed in. Behind a lock the page stays as it was, so that nothing typed is lost. */
export function SessionProvider({
  login,
  away,
  children,
}: {
  login: ReactNode;
  /** What stands there while the office cannot be reached and nobody is known; it may ask again. */
  away: (ask: () => void) => ReactNode;
  children: ReactNode;
}) {
  const queries = useQueryClient();
  const [session, setSession] = useState<Session | null>(null);
  const [isSettingUp, setUp] = useState(false);
  const [state, setState] = useState<'asking' | 'ready' | 'away'>('asking');
  const sessionSwitch: SessionSwitch = {
    session,
    enter: (next) => {
      setCallContext({ token: next.token });
      setSession(next);
      void queries.invalidateQueries();
    },
    leave: () => {
      queries.clear();
      setSession(null);
    },
    lock: () => setSession(locked),
    setUp,
  };
  const ask = useCallback(() => {
    call(contract.read)
      .then((found) => {
        setCallContext({ token: found.token });
        setSession(found);
        setState('ready');
      })
      .catch((error: unknown) =>
        setState(error instanceof Failed && error.status === 401 ? 'ready' : 'away'),
      );
  }, []);
  useEffect(() => {
    setCallContext({ onSignedOut: () => setSession(null), onLocked: () => setSession(locked) });
    ask();
  }, [ask]);
  if (state === 'asking') return <Loading />;
  if (state === 'away') return <>{away(ask)}</>;
  return (
    <SessionContext.Provider value={sessionSwitch}>
      {session === null ? (
        login
      ) : session.must_change_password ? (
        <NewPassword />
      ) : session.second_factor === 'missing' || isSettingUp ? (
        <SecondFactor />
      ) : (
        children
      )}
      {session?.is_locked ? <LockScreen /> : null}
    </SessionContext.Provider>
  );
}

const locked = (now: Session | null): Session | null => (now === null ? null : { ...now, is_locked: true });
