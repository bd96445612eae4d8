import { Button, Input } from 'antd';
import { useState } from 'react';
import { users as contract, type UserRow } from '../../../contract/users.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { showStamp } from '../../parts/dates.ts';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { Grants } from './user-table.tsx';

/** Changes of roles that wait for a second administrator; one's own can only be taken back. */
export function Proposals({ users, own }: { users: readonly UserRow[]; own: string }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const approve = useAct(contract.approve);
  const reject = useAct(contract.reject);
  const [open, setOpen] = useState<{ user: UserRow; act: 'approve' | 'reject' } | null>(null);
  const [reason, setReason] = useState('');
  const mayAgree = useRight('users.approve-grants');
  const waiting = users.filter(({ proposal }) => proposal !== null);
  if (waiting.length === 0) return null;
  const perform = async () => {
    if (open?.user.proposal == null) return;
    const { user_id, proposal } = open.user;
    const params = { user_id };
    if (open.act === 'approve') await approve.mutateAsync({ params, body: { seq: proposal.seq } });
    else await reject.mutateAsync({ params, body: { seq: proposal.seq, reason } });
    say(t(`users.done-${open.act}`, { user: user_id }));
  };
  return (
    <Panel title={t('users.proposals')} aside={t('users.second-agrees')} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('users.head-name')}</th>
            <th scope="col">{t('users.from')}</th>
            <th scope="col">{t('users.to')}</th>
            <th scope="col">{t('users.reason')}</th>
            <th scope="col">{t('users.proposed-by')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('users.head-acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {waiting.map((user) => {
            const { proposal } = user;
            if (proposal === null) return null;
            const isOwn = proposal.proposed_by === own || user.user_id === own;
            return (
              <tr key={user.user_id} data-proposal={user.user_id}>
                <td lang="zh-CN">{user.display_name}</td>
                <td>
                  <Grants grants={user.grants} />
                </td>
                <td>
                  <Grants grants={proposal.grants} />
                </td>
                <td lang="zh-CN">{proposal.reason}</td>
                <td className="number">
                  {proposal.proposed_by} · {showStamp(proposal.proposed_at)}
                </td>
                <td className="acts">
                  {isOwn || !mayAgree ? (
                    <span className="is-muted">{t('users.own-proposal')}</span>
                  ) : (
                    <Button size="small" type="primary" onClick={() => setOpen({ user, act: 'approve' })}>
                      {t('users.approve')}
                    </Button>
                  )}
                  <Button size="small" onClick={() => setOpen({ user, act: 'reject' })}>
                    {t(proposal.proposed_by === own ? 'users.take-back' : 'users.reject')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ConfirmAct
        title={t(open?.act === 'reject' ? 'users.reject' : 'users.approve')}
        okText={t(open?.act === 'reject' ? 'users.reject' : 'users.approve')}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        onOk={perform}
      >
        <p>
          {t(open?.act === 'reject' ? 'users.ask-reject' : 'users.ask-approve', {
            user: open?.user.user_id ?? '',
          })}
        </p>
        {open?.act === 'reject' ? (
          <Input
            aria-label={t('users.reason')}
            placeholder={t('users.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
      </ConfirmAct>
    </Panel>
  );
}
