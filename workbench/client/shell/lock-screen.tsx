import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { session as contract, SIGN_ON } from '../../contract/session.ts';
import { call, type Failed } from '../api/call.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../language/language.tsx';
import { RefusalLine } from '../parts/refusal-line.tsx';
import { useSession, useSessionSwitch } from './session.tsx';
import { useSignOut } from './use-sign-out.ts';

/** Covers the page until the password is given again. */
export function LockScreen() {
  const { t } = useWords();
  const session = useSession();
  const office = useAnswer(contract.office, { isBackground: true });
  const { enter } = useSessionSwitch();
  const signOut = useSignOut();
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const unlock = async () => {
    try {
      enter(await call(contract.unlock, { body: { password } }));
    } catch (error) {
      setRefusal(error as Failed);
    }
    setPassword('');
  };
  return (
    <Modal
      open
      closable={false}
      footer={null}
      title={t('shell.locked-title')}
      width={380}
      mask={{ blur: false }}
      className="lock-screen"
    >
      <p>{t('shell.locked', { name: session.display_name })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <Input.Password
          autoFocus
          aria-label={t('login.password')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
        />
        <RefusalLine refusal={refusal} />
        <div className="form-actions">
          <Button htmlType="submit" type="primary">
            {t('shell.unlock')}
          </Button>
          <Button onClick={signOut}>{t('shell.sign-out')}</Button>
          {office.data?.sign_on ? (
            <Button href={SIGN_ON} lang="zh-CN">
              {office.data.sign_on}
            </Button>
          ) : null}
        </div>
      </form>
    </Modal>
  );
}
