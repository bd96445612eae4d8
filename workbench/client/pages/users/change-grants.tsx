import { Input } from 'antd';
import { useState } from 'react';
import { users as contract, type Grant, type UserRow } from '../../../contract/users.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { GrantsEditor } from './grants-editor.tsx';

/** Other roles are proposed here and take effect when another administrator agrees. */
export function ChangeGrants({
  user,
  roles,
  townships,
  onClose,
}: {
  user: UserRow;
  roles: readonly Grant['role'][];
  townships: readonly string[];
  onClose: () => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const propose = useAct(contract.propose);
  const [grants, setGrants] = useState<Grant[]>(user.grants);
  const [reason, setReason] = useState('');
  return (
    <ConfirmAct
      title={t('users.act-grants')}
      okText={t('users.propose')}
      isOpen
      onClose={onClose}
      onOk={async () => {
        await propose.mutateAsync({ params: { user_id: user.user_id }, body: { grants, reason } });
        say(t('users.done-grants', { user: user.user_id }));
      }}
    >
      <p>
        <span lang="zh-CN">{user.display_name}</span> · {t('users.second-agrees')}
      </p>
      <GrantsEditor grants={grants} roles={roles} townships={townships} onChange={setGrants} />
      <Input
        aria-label={t('users.reason')}
        placeholder={t('users.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
