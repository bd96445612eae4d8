import { Select } from 'antd';
import { useId, useState } from 'react';
import { queue } from '../../../contract/queue.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';

/** To whom the ticked cases go; says how many they are and how much each colleague already holds. */
export function AssignDialog({
  count,
  isOpen,
  onClose,
  onOk,
}: {
  count: number;
  isOpen: boolean;
  onClose: () => void;
  onOk: (assignee: string) => Promise<void>;
}) {
  const { t } = useWords();
  const id = useId();
  const people = useAnswer(queue.assignees, {}, { isOff: !isOpen }).data?.people ?? [];
  const [assignee, setAssignee] = useState<string>();
  const assign = async () => {
    if (assignee !== undefined) await onOk(assignee);
  };
  return (
    <ConfirmAct
      title={t('queue.assign-title', { n: count })}
      okText={t('queue.assign-n', { n: count })}
      isOpen={isOpen}
      onClose={onClose}
      onOk={assign}
    >
      <label className="field" htmlFor={id}>
        {t('queue.assign-to')}
        <Select
          id={id}
          aria-label={t('queue.assign-to')}
          value={assignee ?? null}
          placeholder={t('queue.choose')}
          onChange={(next: string | null) => setAssignee(next ?? undefined)}
          options={people.map(({ user_id: value, display_name: name, held }) => ({
            value,
            label: (
              <>
                <span lang="zh-CN">{name}</span> · {t('queue.holds', { n: held })}
              </>
            ),
          }))}
        />
      </label>
      <p className="is-muted">{t('queue.assign-why')}</p>
    </ConfirmAct>
  );
}
