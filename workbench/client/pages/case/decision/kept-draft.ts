import { useEffect, useRef, useState } from 'react';
import { drafts } from '../../../../contract/drafts.ts';
import { call, type Failed } from '../../../api/call.ts';

/** Milliseconds after the last key before it is kept. */
const PAUSE = 600;

interface Kept<Value> {
  /** Keeps what was typed, a moment after the last of it. */
  keep: (value: Value) => void;
  drop: () => void;
  /** What another window has kept since; null while there is none. */
  theirs: Value | null;
  /** Goes on with what the other window has, or with what stands here. */
  settle: (choice: 'theirs' | 'mine', mine: Value) => void;
}

/** What somebody types is kept at the server, for them alone: a reload, a second window and a new session find it again. */
export function useKeptDraft<Value extends object>(
  caseId: string,
  about: string,
  isOn: boolean,
  adopt: (value: Value) => void,
): Kept<Value> {
  const [theirs, setTheirs] = useState<{ revision: number; value: Value } | null>(null);
  const here = useRef({ about, revision: 0, isTouched: false, waiting: null as Value | null });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const params = { case_id: caseId };
  const take = useRef(adopt);
  take.current = adopt;

  useEffect(() => {
    here.current = { about, revision: 0, isTouched: false, waiting: null };
    setTheirs(null);
    if (!isOn) return;
    let isGone = false;
    void readKept<Value>(caseId, about).then((kept) => {
      if (isGone || kept === null) return;
      here.current.revision = kept.revision;
      if (!here.current.isTouched) take.current(kept.value);
    });
    return () => {
      isGone = true;
    };
  }, [caseId, about, isOn]);

  const send = async () => {
    const { waiting, revision } = here.current;
    if (waiting === null) return;
    here.current.waiting = null;
    try {
      const body = { about, value: waiting as Record<string, unknown>, over: revision };
      here.current.revision = (await call(drafts.keep, { params, body })).revision;
    } catch (error) {
      if ((error as Failed).code !== 'draft-elsewhere') return;
      setTheirs(await readKept<Value>(caseId, about));
    }
  };
  const flush = useRef(send);
  flush.current = send;
  // whoever leaves the page in the middle of a word leaves the word behind
  useEffect(() => {
    const leave = () => void flush.current();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      clearTimeout(timer.current);
      leave();
    };
  }, []);

  return {
    keep: (value) => {
      if (!isOn) return;
      here.current.isTouched = true;
      here.current.waiting = value;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush.current(), PAUSE);
    },
    drop: () => {
      here.current.waiting = null;
      here.current.revision = 0;
      clearTimeout(timer.current);
      void call(drafts.drop, { params }).catch(() => undefined);
    },
    theirs: theirs?.value ?? null,
    settle: (choice, mine) => {
      if (theirs === null) return;
      here.current.revision = theirs.revision;
      setTheirs(null);
      if (choice === 'theirs') return take.current(theirs.value);
      here.current.waiting = mine;
      void flush.current();
    },
  };
}

async function readKept<Value>(
  caseId: string,
  about: string,
): Promise<{ revision: number; value: Value } | null> {
  const { draft } = await call(drafts.read, { params: { case_id: caseId }, isBackground: true }).catch(
    () => ({
      draft: null,
    }),
  );
  return draft === null || draft.about !== about ? null : { ...draft, value: draft.value as Value };
}
