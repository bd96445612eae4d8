import { Input } from 'antd';
import { useState } from 'react';
import { users as contract, type UserRow } from '../../../contract/users.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';

export type Act = 'disable' | 'enable' | 'reset' | 'reset-factor' | 'unlock';

/** One act on one account, said in full before it is done; what is refused stays on screen with its reason. */
export function UserActs({
  act,
  user,
  onClose,
  onGiven,
}: {
  act: Act;
  user: UserRow;
  onClose: () => void;
  onGiven: (given: { user_id: string; password: string }) => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const disable = useAct(contract.disable);
  const enable = useAct(contract.enable);
  const reset = useAct(contract.resetPassword);
  const resetFactor = useAct(contract.resetSecondFactor);
  const unlock = useAct(contract.unlock);
  const params = { user_id: user.user_id };
  const wantsReason = act === 'disable' || act === 'enable';
  const perform = async () => {
    if (act === 'disable') await disable.mutateAsync({ params, body: { reason } });
    if (act === 'enable') await enable.mutateAsync({ params, body: { reason } });
    if (act === 'unlock') await unlock.mutateAsync({ params });
    if (act === 'reset') {
      const { password } = await reset.mutateAsync({ params });
      if (password !== null) return onGiven({ ...params, password });
    }
    if (act === 'reset-factor') {
      const { removed } = await resetFactor.mutateAsync({ params });
      if (!removed) return say(t('users.done-reset-factor-proposed', { user: user.user_id }));
    }
    say(t(`users.done-${act}`, { user: user.user_id }));
  };
  return (
    <ConfirmAct
      title={t(`users.act-${act}`)}
      okText={t(`users.act-${act}`)}
      isOpen
      onClose={onClose}
      onOk={perform}
    >
      <p>
        {t(`users.ask-${act}`, { user: user.user_id })} <span lang="zh-CN">{user.display_name}</span>
      </p>
      {act === 'disable' && user.cases_in_hand > 0 ? (
        <p className="is-out">{t('users.hand-over-first', { n: user.cases_in_hand })}</p>
      ) : null}
      {wantsReason ? (
        <Input
          aria-label={t('users.reason')}
          placeholder={t('users.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
    </ConfirmAct>
  );
}
