import { Button } from 'antd';
import type { Grant, UserRow } from '../../../contract/users.ts';
import { useWords } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { useRight } from '../../shell/session.tsx';
import type { Act } from './user-acts.tsx';

/** Who has an account: roles, townships, state, last sign-in, and what can be done. */
export function UserTable({
  users,
  own,
  onAct,
}: {
  users: readonly UserRow[];
  own: string;
  onAct: (act: Act | 'grants', user: UserRow) => void;
}) {
  const { t } = useWords();
  return (
    <section className="panel" aria-label={t('users.tab-users')}>
      <table className="plain accounts">
        <thead>
          <tr>
            <th scope="col">{t('users.head-name')}</th>
            <th scope="col">{t('users.head-user')}</th>
            <th scope="col">{t('users.head-roles')}</th>
            <th scope="col">{t('users.head-state')}</th>
            <th scope="col">{t('users.head-last')}</th>
            <th scope="col" className="right">
              {t('users.head-cases')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('users.head-acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.user_id} data-user={user.user_id} className={user.is_disabled ? 'is-disabled' : ''}>
              <td lang="zh-CN">{user.display_name}</td>
              <td className="number">{user.user_id}</td>
              <td>
                <Grants grants={user.grants} />
              </td>
              <td>
                <StateOf user={user} />
              </td>
              <td className="number">{user.last_login_at === null ? '—' : showStamp(user.last_login_at)}</td>
              <td className="right">{user.cases_in_hand === 0 ? '—' : user.cases_in_hand}</td>
              <td className="acts">
                <Acts user={user} isOwn={user.user_id === own} onAct={onAct} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Grants({ grants }: { grants: readonly Grant[] }) {
  const { t } = useWords();
  return (
    <>
      {grants.map(({ role, level, township }) => (
        <span className="chip" key={`${role}${level}${township}`}>
          {t(`shell.role-${role}`)}
          {level === null ? null : ` ${t('users.level', { n: level })}`}
          {township === null ? null : <span lang="zh-CN"> {township}</span>}
        </span>
      ))}
    </>
  );
}

function StateOf({ user }: { user: UserRow }) {
  const { t } = useWords();
  if (user.is_disabled) return <span className="is-muted">{t('users.state-disabled')}</span>;
  if (user.locked_until !== null) {
    return <span className="chip">{t('users.state-locked', { until: showStamp(user.locked_until) })}</span>;
  }
  if (user.reset_proposed_by !== null) {
    return <span className="chip">{t('users.state-reset', { user: user.reset_proposed_by })}</span>;
  }
  if (user.factor_reset_proposed_by !== null) {
    return (
      <span className="chip">{t('users.state-factor-reset', { user: user.factor_reset_proposed_by })}</span>
    );
  }
  if (!user.has_password) return <span className="is-muted">{t('users.state-no-password')}</span>;
  if (user.must_change_password) return <span>{t('users.state-first-password')}</span>;
  return (
    <>
      {t('users.state-active')}
      {user.second_factor === null ? null : (
        <span className="is-muted"> {t(`users.state-factor-${user.second_factor}`)}</span>
      )}
    </>
  );
}

function Acts({
  user,
  isOwn,
  onAct,
}: {
  user: UserRow;
  isOwn: boolean;
  onAct: (act: Act | 'grants', user: UserRow) => void;
}) {
  const { t } = useWords();
  const mayDisable = useRight('users.disable');
  const act = (name: Act | 'grants') => (
    <Button size="small" type="link" onClick={() => onAct(name, user)}>
      {t(`users.act-${name}`)}
    </Button>
  );
  if (user.is_disabled) return mayDisable ? act('enable') : null;
  return (
    <>
      {user.locked_until === null || !mayDisable ? null : act('unlock')}
      {user.proposal === null ? act('grants') : null}
      {isOwn ? null : act('reset')}
      {isOwn || user.second_factor === null ? null : act('reset-factor')}
      {isOwn || !mayDisable ? null : act('disable')}
    </>
  );
}
