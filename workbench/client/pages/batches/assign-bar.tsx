import { Button, Select } from 'antd';
import { useState } from 'react';
import { groupBy } from '../../../../core/lists.ts';
import { type BatchItemRow, batches } from '../../../contract/batches.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { useRight } from '../../shell/session.tsx';

/** The batch by township, each with what is still with nobody, and the button that gives what is ticked to one person. */
export function AssignBar({
  batchId,
  items,
  picked,
  onPick,
  investigators,
}: {
  batchId: string;
  items: readonly BatchItemRow[];
  picked: readonly number[];
  onPick: (items: number[]) => void;
  investigators: readonly { user_id: string; display_name: string }[];
}) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const assign = useAct(batches.assign);
  const [assignee, setAssignee] = useState<string>();
  const [refused, setRefused] = useState<string[]>([]);
  if (!useRight('batches.assign')) return null;
  const free = items.filter((item) => item.may_assign && item.assignee === null);
  const townships = groupBy(free, ({ township, known_township: known }) => township ?? known);
  const give = async () => {
    if (assignee === undefined) return;
    try {
      const done = await assign.mutateAsync({
        params: { batch_id: batchId },
        body: { item_numbers: [...picked], assignee },
      });
      setRefused(done.left_out.map((one) => `${one.item_number}: ${pick(one)}`));
      onPick(done.left_out.map(({ item_number }) => item_number));
      say(t('batches.assigned', { n: done.assigned }));
    } catch (error) {
      setRefused([pick(error as Failed)]);
    }
  };
  return (
    <div className="assign-bar no-print">
      <div>
        <span className="is-muted">{t('batches.with-nobody')}</span>
        {free.length === 0 ? <span className="is-muted"> {t('batches.all-given')}</span> : null}
        {[...townships].map(([township, own]) => (
          <button
            key={township ?? ''}
            type="button"
            className="link"
            onClick={() => onPick(own.map(({ item_number }) => item_number))}
          >
            <span lang="zh-CN">{township ?? t('batches.no-township')}</span> {own.length}
          </button>
        ))}
        {townships.size > 1 ? (
          <button
            type="button"
            className="link"
            onClick={() => onPick(free.map(({ item_number }) => item_number))}
          >
            {t('batches.all-free', { n: free.length })}
          </button>
        ) : null}
      </div>
      {picked.length === 0 ? null : (
        <div>
          <strong>{t('batches.ticked', { n: picked.length })}</strong>{' '}
          <Select
            size="small"
            aria-label={t('batches.to-whom')}
            placeholder={t('batches.to-whom')}
            className="assignee"
            value={assignee}
            onChange={setAssignee}
            options={investigators.map((one) => ({ value: one.user_id, label: one.display_name }))}
          />{' '}
          <Button
            size="small"
            type="primary"
            disabled={assignee === undefined || assign.isPending}
            onClick={() => void give()}
          >
            {t('batches.assign')}
          </Button>
        </div>
      )}
      {refused.length === 0 ? null : (
        <p role="alert" className="refusal">
          {refused.join('；')}
        </p>
      )}
    </div>
  );
}
