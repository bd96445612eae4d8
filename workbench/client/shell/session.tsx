import { createContext, useContext } from 'react';
import type { Session } from '../../contract/session.ts';

export interface SessionSwitch {
  session: Session | null;
  enter: (session: Session) => void;
  leave: () => void;
  lock: () => void;
  /** Opens and closes the setting up of the second factor. */
  setUp: (isOpen: boolean) => void;
}

export const SessionContext = createContext<SessionSwitch | null>(null);

export function useSessionSwitch(): SessionSwitch {
  const sessionSwitch = useContext(SessionContext);
  if (sessionSwitch === null) throw new Error('outside of the session');
  return sessionSwitch;
}

/** The session of somebody who is signed in. */
export function useSession(): Session {
  const { session } = useSessionSwitch();
  if (session === null) throw new Error('nobody is signed in');
  return session;
}

export function useRight(endpointId: string): boolean {
  return useSessionSwitch().session?.rights.includes(endpointId) ?? false;
}
