import { Button } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import type { SelectionMove } from '../../../../core/words/views.ts';
import type { QueueRow } from '../../../contract/queue.ts';
import { useWords } from '../../language/language.tsx';
import { useKeys } from '../../shell/keys.ts';
import { useRight } from '../../shell/session.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { scrollingPage } from './remembered-place.ts';
import type { Ticked } from './selection.ts';

/** What is ticked, in words, and what can be done with it. Nothing here decides or signs. */
export function SelectionBar({
  ticked,
  rows,
  isBusy,
  act,
}: {
  ticked: Ticked;
  rows: readonly QueueRow[];
  isBusy: boolean;
  act: (act: SelectionMove, assignee?: string) => Promise<void>;
}) {
  const { t } = useWords();
  const mayTake = useRight('queue.take-next');
  // whoever assigns also says what comes first
  const mayAssign = useRight('queue.assignees');
  const [isAssigning, setAssigning] = useState(false);
  const bar = useKeptSight();
  useKeys({
    A: mayAssign ? () => setAssigning(true) : undefined,
    Escape: isAssigning ? undefined : ticked.clear,
  });
  const { selection, count } = ticked;
  const isFiltered = selection.kind === 'filtered';
  return (
    <div className="selection-bar no-print" ref={bar} role="status">
      <span>
        {isFiltered ? (
          <>
            {t('queue.selected')}{' '}
            <strong>
              {ticked.isWhole
                ? t('queue.selected-filtered', { n: count })
                : t('queue.selected-without', { n: count, without: selection.without.length })}
            </strong>
            {count > rows.length ? t('queue.not-only-page') : null}
          </>
        ) : (
          <strong>{t('queue.selected-rows', { n: count })}</strong>
        )}
      </span>
      {isFiltered && count > rows.length ? (
        <button type="button" className="link" onClick={() => ticked.tickOnly(rows)}>
          {t('queue.only-page', { n: rows.length })}
        </button>
      ) : null}
      <span className="actions">
        {mayTake ? (
          <Button size="small" disabled={isBusy} onClick={() => void act('take')}>
            {t('queue.take')}
          </Button>
        ) : null}
        {mayAssign ? (
          <>
            <Button size="small" disabled={isBusy} onClick={() => setAssigning(true)}>
              {t('queue.assign')}
              <kbd>A</kbd>
            </Button>
            <Button size="small" disabled={isBusy} onClick={() => void act('prioritise')}>
              {t('queue.prioritise')}
            </Button>
          </>
        ) : null}
        <Button size="small" type="text" onClick={ticked.clear}>
          {t('queue.clear-selection')}
        </Button>
      </span>
      <AssignDialog
        count={count}
        isOpen={isAssigning}
        onClose={() => setAssigning(false)}
        onOk={(assignee) => act('assign', assignee)}
      />
    </div>
  );
}

/** The bar pushes the rows down; the page scrolls along, so that the next row to tick stays under the pointer. */
function useKeptSight() {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const page = scrollingPage();
    const height = bar.current?.offsetHeight ?? 0;
    if (page !== null) page.scrollTop += height;
    return () => {
      if (page !== null) page.scrollTop -= height;
    };
  }, []);
  return bar;
}
