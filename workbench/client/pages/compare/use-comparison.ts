import { useEffect, useRef, useState } from 'react';
import { type Comparison, compare } from '../../../contract/compare.ts';
import { call, type Failed, saveFile } from '../../api/call.ts';

type Side = 'left' | 'right';
type Busy = Side | 'run' | 'save' | null;

const NOTHING: Comparison = { left: null, right: null, result: null };

/** One comparison while its page is open: begun with the first file, deleted on the server when the page is left. */
export function useComparison() {
  const workId = useRef<string | null>(null);
  // a second file sent while the first is on its way belongs to the same comparison
  const turn = useRef(Promise.resolve());
  const [comparison, setComparison] = useState(NOTHING);
  const [busy, setBusy] = useState<Busy>(null);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  useEffect(() => {
    const end = () => {
      const id = workId.current;
      workId.current = null;
      if (id !== null) void call(compare.end, { params: { work_id: id } }).catch(() => undefined);
    };
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      end();
      // what a file on its way still begins
      void turn.current.then(end);
    };
  }, []);
  const attempt = (what: Busy, work: () => Promise<void>) => {
    const inTurn = async () => {
      setBusy(what);
      setRefusal(null);
      try {
        await work();
      } catch (error) {
        setRefusal(error as Failed);
      } finally {
        setBusy(null);
      }
    };
    turn.current = turn.current.then(inTurn);
    return turn.current;
  };
  return {
    comparison,
    busy,
    refusal,
    workId: workId.current,
    send: (side: Side, file: File) =>
      attempt(side, async () => {
        workId.current ??= (await call(compare.begin)).work_id;
        const params = { work_id: workId.current, side };
        setComparison(await call(compare.upload, { params, query: { name: file.name }, body: file }));
      }),
    run: () =>
      attempt('run', async () => {
        if (workId.current === null) return;
        setComparison(await call(compare.run, { params: { work_id: workId.current } }));
      }),
    save: () =>
      attempt('save', async () => {
        if (workId.current === null) return;
        await saveFile(compare.result, { params: { work_id: workId.current } });
      }),
  };
}
