import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { users as contract, type UserRow } from '../../../contract/users.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { useRight, useSession } from '../../shell/session.tsx';
import { AddUser } from './add-user.tsx';
import { ChangeGrants } from './change-grants.tsx';
import { GivenPassword } from './given-password.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { Proposals } from './proposals.tsx';
import { type Act, UserActs } from './user-acts.tsx';
import { UserTable } from './user-table.tsx';
import './users.css';

type Doing = { act: Act | 'grants'; user: UserRow } | { act: 'add' } | null;

export default function UsersPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const { user_id: own } = useSession();
  const answer = useAnswer(contract.list, {}, { keepsLast: true });
  const [doing, setDoing] = useState<Doing>(null);
  const [given, setGiven] = useState<{ user_id: string; password: string } | null>(null);
  useEffect(() => {
    document.title = `${t('users.title')} · ${t('shell.name')}`;
  }, [t]);
  const mayAdd = useRight('users.add');
  const tab = params.get('tab') === 'matrix' ? 'matrix' : 'users';
  return (
    <div className="users">
      <PageHead
        title={t('users.title')}
        aside={t('users.no-case-content')}
        actions={
          tab === 'users' && mayAdd ? (
            <Button type="primary" onClick={() => setDoing({ act: 'add' })}>
              {t('users.add')}
            </Button>
          ) : null
        }
      />
      <Tabs
        activeKey={tab}
        items={[
          { key: 'users', label: t('users.tab-users') },
          { key: 'matrix', label: t('users.tab-matrix') },
        ]}
        onChange={(next) => setParams(next === 'users' ? {} : { tab: next })}
      />
      {tab === 'matrix' ? (
        <MatrixPanel />
      ) : (
        <Answered answer={answer} rows={12}>
          {({ users, administrators, roles, townships }) => (
            <>
              {administrators < 2 ? (
                <p className="notice" role="status">
                  {t('users.one-administrator')}
                </p>
              ) : null}
              <Proposals users={users} own={own} />
              <UserTable users={users} own={own} onAct={(act, user) => setDoing({ act, user })} />
              <AddUser
                isOpen={doing?.act === 'add'}
                roles={roles}
                townships={townships}
                onClose={() => setDoing(null)}
                onAdded={setGiven}
              />
              {doing?.act === 'grants' ? (
                <ChangeGrants
                  user={doing.user}
                  roles={roles}
                  townships={townships}
                  onClose={() => setDoing(null)}
                />
              ) : null}
              {doing !== null && doing.act !== 'add' && doing.act !== 'grants' ? (
                <UserActs
                  act={doing.act}
                  user={doing.user}
                  onClose={() => setDoing(null)}
                  onGiven={setGiven}
                />
              ) : null}
            </>
          )}
        </Answered>
      )}
      <GivenPassword given={given} onClose={() => setGiven(null)} />
    </div>
  );
}
