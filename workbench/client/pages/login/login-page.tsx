import { Button, Input } from 'antd';
import { useState } from 'react';
import { session as contract, SIGN_ON, SIGN_ON_REFUSALS } from '../../../contract/session.ts';
import { call, type Failed } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { Mark } from '../../shell/mark.tsx';
import { useSessionSwitch } from '../../shell/session.tsx';
import './login.css';

export function LoginPage() {
  const { t, pick } = useWords();
  const { enter } = useSessionSwitch();
  const office = useAnswer(contract.office);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [isBusy, setBusy] = useState(false);
  const whyNot = signOnRefused();
  const submit = async () => {
    setBusy(true);
    try {
      enter(await call(contract.login, { body: { user: user.trim(), password, code } }));
    } catch (error) {
      setRefusal(error as Failed);
      setPassword('');
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="login-page">
      <section className="login-panel">
        <h1>
          <Mark /> {t('shell.name')}
        </h1>
        <p className="office">
          <span lang="zh-CN">{office.data?.office ?? ''}</span>
          {office.data?.is_demo ? <span className="chip is-ochre">{t('shell.demo')}</span> : null}
        </p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <label htmlFor="login-user">{t('login.user')}</label>
          <Input
            id="login-user"
            autoFocus
            autoComplete="username"
            value={user}
            onChange={(event) => setUser(event.target.value)}
          />
          <label htmlFor="login-password">{t('login.password')}</label>
          <Input.Password
            id="login-password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          {office.data?.asks_code ? (
            <>
              <label htmlFor="login-code">{t('login.code')}</label>
              <Input
                id="login-code"
                autoComplete="one-time-code"
                placeholder={t('login.code-if-any')}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            </>
          ) : null}
          <p role="alert" className="refusal">
            {refusal ? pick(refusal) : ''}
          </p>
          <Button
            htmlType="submit"
            type="primary"
            block
            loading={isBusy}
            disabled={user === '' || password === ''}
          >
            {t('login.sign-in')}
          </Button>
        </form>
        {office.data?.sign_on ? (
          <Button block href={SIGN_ON} lang="zh-CN">
            {office.data.sign_on}
          </Button>
        ) : null}
        {whyNot === null ? null : (
          <p role="alert" className="refusal">
            {t(`login.sign-on-${whyNot}`)}
          </p>
        )}
        <p className="notice">{t('login.notice')}</p>
        <LanguageSwitch />
      </section>
    </main>
  );
}

/** Why the office's provider did not let somebody in, as the address says when they come back. */
function signOnRefused(): string | null {
  const why = new URLSearchParams(window.location.search).get('sign-on');
  return SIGN_ON_REFUSALS.find((one) => one === why) ?? null;
}
