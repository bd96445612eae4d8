import { Button, Dropdown, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ITEM_OUTCOMES } from '../../../../core/words/items.ts';
import { type BatchItemRow, batches } from '../../../contract/batches.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';

type Move = BatchItemRow['moves'][number];

const ASKS: Partial<Record<Move['move'], readonly ('assignee' | 'outcome' | 'reason')[]>> = {
  assign: ['assignee'],
  verify: ['outcome', 'reason'],
  'want-evidence': ['reason'],
  'send-back': ['reason'],
  rectify: ['reason'],
};

/** The steps this user may take with an item now; what a step needs to know is asked first. */
export function ItemMoves({
  batchId,
  item,
  investigators,
}: {
  batchId: string;
  item: BatchItemRow;
  investigators: readonly { user_id: string; display_name: string }[];
}) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Move | null>(null);
  const [typed, setTyped] = useState<{
    assignee?: string;
    outcome?: (typeof ITEM_OUTCOMES)[number];
    reason?: string;
  }>({});
  const move = useAct(batches.move);
  const openCase = useAct(batches.openCase);
  const params = { batch_id: batchId, item_number: item.item_number };
  const act = async (one: Move) => {
    const done = await move.mutateAsync({ params, body: { move: one.move, ...typed } });
    say(`${pick(one)} · ${pick(done.status_title)}`);
    setTyped({});
  };
  const choose = async (key: string) => {
    try {
      if (key === 'open-case') {
        const { case_id } = await openCase.mutateAsync({ params });
        navigate(`/cases/${case_id}`);
        return;
      }
      const one = item.moves.find((candidate) => candidate.move === key);
      if (one === undefined) return;
      if (ASKS[one.move] === undefined) await act(one);
      else setAsked(one);
    } catch (error) {
      say(pick(error as Failed));
    }
  };
  const items = [
    ...item.moves.map((one) => ({ key: one.move, label: pick(one) })),
    ...(item.may_open_case ? [{ key: 'open-case', label: t('batches.open-case') }] : []),
  ];
  if (items.length === 0) return null;
  const asks = asked === null ? [] : (ASKS[asked.move] ?? []);
  return (
    <>
      <Dropdown menu={{ items, onClick: ({ key }) => void choose(key) }} trigger={['click']}>
        <Button size="small">{t('batches.act')}</Button>
      </Dropdown>
      <ConfirmAct
        title={asked === null ? '' : pick(asked)}
        okText={t('shell.ok')}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onOk={async () => {
          if (asked !== null) await act(asked);
        }}
      >
        {asks.includes('assignee') ? (
          <Select
            aria-label={t('batches.to-whom')}
            placeholder={t('batches.to-whom')}
            className="wide"
            onChange={(assignee: string) => setTyped({ ...typed, assignee })}
            options={investigators.map((one) => ({ value: one.user_id, label: one.display_name }))}
          />
        ) : null}
        {asks.includes('outcome') ? (
          <Select
            aria-label={t('batches.outcome')}
            placeholder={t('batches.outcome')}
            className="wide"
            onChange={(outcome: (typeof ITEM_OUTCOMES)[number]) => setTyped({ ...typed, outcome })}
            options={ITEM_OUTCOMES.map((value) => ({ value, label: t(`batches.outcome-${value}`) }))}
          />
        ) : null}
        {asks.includes('reason') ? (
          <Input.TextArea
            aria-label={t('batches.reason')}
            placeholder={t('batches.reason')}
            rows={3}
            onChange={(event) => setTyped({ ...typed, reason: event.target.value })}
          />
        ) : null}
      </ConfirmAct>
    </>
  );
}
