import { Input } from 'antd';
import { useState } from 'react';
import { users as contract, type Grant } from '../../../contract/users.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { GrantsEditor } from './grants-editor.tsx';

const FIRST: readonly Grant[] = [{ role: 'investigator', level: null, township: null }];

export function AddUser({
  isOpen,
  roles,
  townships,
  onClose,
  onAdded,
}: {
  isOpen: boolean;
  roles: readonly Grant['role'][];
  townships: readonly string[];
  onClose: () => void;
  onAdded: (given: { user_id: string; password: string }) => void;
}) {
  const { t } = useWords();
  const add = useAct(contract.add);
  const [userId, setUserId] = useState('');
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<readonly Grant[]>(FIRST);
  const perform = async () => {
    const body = { user_id: userId.trim(), display_name: name.trim(), grants: [...grants] };
    const { password } = await add.mutateAsync({ body });
    onAdded({ user_id: body.user_id, password });
    setUserId('');
    setName('');
    setGrants(FIRST);
  };
  return (
    <ConfirmAct
      title={t('users.add')}
      okText={t('users.add')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={perform}
    >
      <label className="field" htmlFor="new-user-id">
        {t('users.head-user')}
        <Input
          id="new-user-id"
          value={userId}
          autoComplete="off"
          placeholder={t('users.user-hint')}
          onChange={(event) => setUserId(event.target.value)}
        />
      </label>
      <label className="field" htmlFor="new-user-name">
        {t('users.head-name')}
        <Input
          id="new-user-name"
          value={name}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="field">{t('users.head-roles')}</div>
      <GrantsEditor grants={grants} roles={roles} townships={townships} onChange={setGrants} />
    </ConfirmAct>
  );
}
