import { useCallback, useEffect, useRef, useState } from 'react';
import { visits } from '../../../contract/visits.ts';
import { type KeptList, type KeptVisit, keepList, keptList, keptVisits } from '../../afield/kept-visits.ts';
import { setLineDown, useLineDown } from '../../afield/line.ts';
import { type FileNames, sendVisit } from '../../afield/send-visit.ts';
import { call, Failed } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';

const AGAIN_AFTER = 15_000;

export interface Who {
  user_id: string;
  display_name: string;
}

/**
 * The list, what was written down and is not sent, and the sending of it: by a button, when a line comes back, and every
 * quarter of a minute while something waits.
 */
export function useVisits(who: Who, isSignedIn: boolean) {
  const { t } = useWords();
  const isDown = useLineDown();
  const [list, setList] = useState<KeptList | null>(null);
  /** Nobody knows what this device has before it was looked at. */
  const [isLookedAt, setLookedAt] = useState(false);
  const [kept, setKept] = useState<KeptVisit[]>([]);
  const [failure, setFailure] = useState<Failed | null>(null);
  const [sentNow, setSentNow] = useState(0);
  /** The office has answered somebody whom it does not know yet. */
  const [isBack, setBack] = useState(false);
  const isBusy = useRef(false);
  /** The line came back, or somebody asked, while the last try was still under way. */
  const isAskedAgain = useRef(false);
  const { user_id, display_name } = who;

  const look = useCallback(async () => setKept(await keptVisits()), []);
  const load = useCallback(
    async (isBackground: boolean) => {
      try {
        const { people, has_more } = await call(visits.list, { isBackground });
        const fresh = { user_id, display_name, people, has_more, loaded_at: new Date().toISOString() };
        await keepList(fresh);
        setList(fresh);
        setFailure(null);
        setLineDown(false);
      } catch (error) {
        if (!(error instanceof Failed)) throw error;
        setLineDown(error.status === 0);
        if (error.status === 0) return;
        setFailure(error);
      }
      setBack(true);
    },
    [user_id, display_name],
  );
  const sendOnce = useCallback(
    async (isBackground: boolean) => {
      // nothing is sent before the office has said who is signed in
      const all = isSignedIn ? await keptVisits() : [];
      const own = all.filter((one) => one.user_id === user_id && one.refusal === null);
      for (const visit of own) {
        const on = visit.said.visited_on;
        const names: FileNames = {
          photo: (n) => t('visits.photo-name', { on, n }),
          signature: t('visits.signature-name', { on }),
        };
        const came = await sendVisit(visit, names);
        if (came === 'waits') break;
        if (came !== 'sent') continue;
        // what is told as sent is off the list of the unsent at the same moment
        await look();
        setSentNow((before) => before + 1);
      }
      await load(isBackground || own.length === 0);
      await look();
    },
    [user_id, isSignedIn, load, look, t],
  );
  const send = useCallback(
    async (isBackground = false) => {
      isAskedAgain.current = true;
      if (isBusy.current) return;
      isBusy.current = true;
      try {
        while (isAskedAgain.current) {
          isAskedAgain.current = false;
          await sendOnce(isBackground);
        }
      } finally {
        isBusy.current = false;
      }
    },
    [sendOnce],
  );

  useEffect(() => {
    void keptList()
      .then((found) => {
        if (found?.user_id === user_id) setList((now) => now ?? found);
      })
      .finally(() => setLookedAt(true));
    void look();
    void send();
    return () => setLineDown(false);
  }, [user_id, look, send]);

  const waits = kept.some((one) => one.user_id === user_id && one.refusal === null);
  useEffect(() => {
    const again = () => void send(true);
    window.addEventListener('online', again);
    const timer = isDown || waits ? setInterval(again, AGAIN_AFTER) : undefined;
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [isDown, waits, send]);

  return { list, isLookedAt, kept, failure, isDown, isBack, sentNow, look, send };
}
