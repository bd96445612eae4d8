import { useEffect } from 'react';
import { session as contract } from '../../contract/session.ts';
import { isLineDown } from '../afield/line.ts';
import { call } from '../api/call.ts';
import { useSession, useSessionSwitch } from './session.tsx';

const MINUTE = 60_000;
const HANDS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks the screen when nobody has touched keyboard or mouse for the office's number of minutes. */
export function IdleLock() {
  const { idle_minutes: minutes, is_locked: isLocked } = useSession();
  const { lock } = useSessionSwitch();
  useEffect(() => {
    if (isLocked) return;
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    for (const event of HANDS) window.addEventListener(event, touched, { passive: true });
    const timer = setInterval(() => {
      if (Date.now() - last < minutes * MINUTE || isLineDown()) return;
      lock();
      void call(contract.lock, { isBackground: true }).catch(() => undefined);
    }, 5_000);
    return () => {
      clearInterval(timer);
      for (const event of HANDS) window.removeEventListener(event, touched);
    };
  }, [minutes, isLocked, lock]);
  return null;
}
