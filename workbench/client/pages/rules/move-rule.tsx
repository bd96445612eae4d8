import { Button, Input } from 'antd';
import { useState } from 'react';
import { type RuleLife, ruleLives } from '../../../contract/rule-lives.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { useRight } from '../../shell/session.tsx';

type Move = 'shadow' | 'release' | 'retire';

/** Moves a rule one step further, with a reason; whether it may be is said by the server. */
export function MoveRule({ life }: { life: RuleLife }) {
  const { t } = useWords();
  const mayMove = useRight('rules.release');
  const [open, setOpen] = useState<Move | null>(null);
  if (!mayMove) return null;
  const moves: { move: Move; title: string }[] = [
    { move: 'shadow', title: t('rules.put-shadow') },
    ...(life.shadow === null
      ? []
      : [{ move: 'release' as const, title: t(life.proposed === null ? 'rules.propose' : 'rules.agree') }]),
    ...(life.live === null && life.shadow === null
      ? []
      : [{ move: 'retire' as const, title: t('rules.retire') }]),
  ];
  return (
    <p className="rules-try">
      {moves.map(({ move, title }) => (
        <Button key={move} onClick={() => setOpen(move)}>
          {title}
        </Button>
      ))}
      {moves.map(({ move, title }) => (
        <Confirm
          key={move}
          life={life}
          move={move}
          title={title}
          isOpen={open === move}
          onClose={() => setOpen(null)}
        />
      ))}
    </p>
  );
}

function Confirm({
  life,
  move,
  title,
  isOpen,
  onClose,
}: {
  life: RuleLife;
  move: Move;
  title: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const acts = {
    shadow: useAct(ruleLives.shadow),
    release: useAct(ruleLives.release),
    retire: useAct(ruleLives.retire),
  };
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const asksMonths = move === 'release' && life.proposed === null;
  const month = (text: string): number | null => (text === '' ? null : Number(text.replace('-', '')));
  return (
    <ConfirmAct
      title={`${title} · ${life.rule_id}`}
      okText={title}
      isOpen={isOpen}
      isReady={reason.trim() !== '' && [from, to].every((text) => /^(\d{4}-(0[1-9]|1[0-2]))?$/.test(text))}
      startsInFields
      onClose={onClose}
      onOk={async () => {
        const { rule_id } = life;
        const { type } =
          move === 'release'
            ? await acts.release.mutateAsync({ body: { rule_id, reason, from: month(from), to: month(to) } })
            : await acts[move].mutateAsync({ body: { rule_id, reason } });
        setReason('');
        say(t(`rules.moved-${type}`));
      }}
    >
      <p>{t(`rules.move-text-${move}`)}</p>
      {asksMonths ? (
        <>
          <label htmlFor="rule-from">{t('rules.first-month')}</label>
          <Input
            id="rule-from"
            placeholder="2022-01"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <label htmlFor="rule-to">{t('rules.last-month')}</label>
          <Input
            id="rule-to"
            placeholder="2022-12"
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </>
      ) : null}
      <label htmlFor={`rule-${move}-reason`}>{t('rules.move-reason')}</label>
      <Input.TextArea
        id={`rule-${move}-reason`}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
