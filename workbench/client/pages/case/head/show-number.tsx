import { useQueryClient } from '@tanstack/react-query';
import { Popover } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type CaseAnswer, caseContract } from '../../../../contract/case.ts';
import { call } from '../../../api/call.ts';
import { useWords } from '../../../language/language.tsx';
import { UnmaskForm } from './unmask-form.tsx';

const SECOND = 1000;

/** Shows the numbers of this one person for a few minutes, after a reason; leaving the page hides them. */
export function ShowNumber({ found, view }: { found: CaseAnswer; view: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { case_id: caseId, unmasked_until: until } = found;
  const [isOpen, setOpen] = useState(false);
  const left = useSecondsLeft(until, () => void queries.invalidateQueries({ queryKey: ['case.read'] }));
  const isShown = useRef(false);
  isShown.current = until !== null;
  useEffect(
    () => () => {
      if (!isShown.current) return;
      // what was shown must not come back from memory either
      queries.removeQueries({ queryKey: ['case.read'] });
      queries.removeQueries({ queryKey: ['case.source-row'] });
      void call(caseContract.hide, { params: { case_id: caseId } }).catch(() => undefined);
    },
    [caseId, queries],
  );
  const hide = async () => {
    await call(caseContract.hide, { params: { case_id: caseId } });
    await queries.invalidateQueries();
  };
  if (left !== null) {
    return (
      <span className="shown-number no-print" role="timer">
        {t('case.shown-for', { left: showLeft(left) })}{' '}
        <button type="button" className="link" onClick={() => void hide()}>
          {t('case.hide')}
        </button>
      </span>
    );
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<UnmaskForm caseId={caseId} view={view} onDone={() => setOpen(false)} />}
    >
      <button type="button" className="link no-print" aria-expanded={isOpen}>
        {t('case.show-number')}
      </button>
    </Popover>
  );
}

function useSecondsLeft(until: string | null, onEnd: () => void): number | null {
  const [now, setNow] = useState(() => Date.now());
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= Date.parse(until)) end.current();
    }, SECOND);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? null : Math.max(0, Math.ceil((Date.parse(until) - now) / SECOND));
}

function showLeft(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
