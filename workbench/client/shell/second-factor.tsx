import { Button, Input } from 'antd';
import { useState } from 'react';
import { encode } from 'uqr';
import { session as contract, type Session } from '../../contract/session.ts';
import { call, type Failed } from '../api/call.ts';
import { useWords } from '../language/language.tsx';
import { useSession, useSessionSwitch } from './session.tsx';

type Stage =
  | { at: 'prove' }
  | { at: 'show'; secret: string; uri: string }
  | { at: 'codes'; codes: string[]; session: Session };

/** Setting up the second factor: an application on a telephone, or a printed sheet of codes where there is none. */
export function SecondFactor() {
  const { t, pick } = useWords();
  const { second_factor: present } = useSession();
  const { enter, setUp } = useSessionSwitch();
  const [stage, setStage] = useState<Stage>({ at: 'prove' });
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const attempt = async (step: () => Promise<Stage>) => {
    try {
      setStage(await step());
      setRefusal(null);
    } catch (error) {
      setRefusal(error as Failed);
    }
  };
  const begin = (password: string, code: string) =>
    attempt(async () => ({
      at: 'show',
      ...(await call(contract.beginSecondFactor, { body: { password, code } })),
    }));
  const take = (code: string | null) =>
    attempt(async () => ({ at: 'codes', ...(await call(contract.setSecondFactor, { body: { code } })) }));
  return (
    <main className="login-page second-factor">
      <section className="login-panel">
        <h1>{t('shell.factor-title')}</h1>
        {stage.at === 'prove' ? <Prove hasOne={present !== 'missing'} onProved={begin} /> : null}
        {stage.at === 'show' ? <Show secret={stage.secret} uri={stage.uri} onTake={take} /> : null}
        {stage.at === 'codes' ? (
          <Codes
            codes={stage.codes}
            onKept={() => {
              setUp(false);
              enter(stage.session);
            }}
          />
        ) : null}
        <p role="alert" className="refusal">
          {refusal ? pick(refusal) : ''}
        </p>
        {present !== 'missing' && stage.at !== 'codes' ? (
          <Button block onClick={() => setUp(false)}>
            {t('shell.cancel')}
          </Button>
        ) : null}
      </section>
    </main>
  );
}

function Prove({
  hasOne,
  onProved,
}: {
  hasOne: boolean;
  onProved: (password: string, code: string) => Promise<void>;
}) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onProved(password, code);
      }}
    >
      <p className="is-muted">{t(hasOne ? 'shell.factor-again' : 'shell.factor-why')}</p>
      <label htmlFor="factor-password">{t('login.password')}</label>
      <Input.Password
        id="factor-password"
        autoFocus
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {hasOne ? (
        <>
          <label htmlFor="factor-present">{t('shell.factor-present')}</label>
          <Input
            id="factor-present"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </>
      ) : null}
      <div className="form-actions">
        <Button htmlType="submit" type="primary" disabled={password === ''}>
          {t('shell.factor-begin')}
        </Button>
      </div>
    </form>
  );
}

function Show({
  secret,
  uri,
  onTake,
}: {
  secret: string;
  uri: string;
  onTake: (code: string | null) => Promise<void>;
}) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onTake(code);
      }}
    >
      <p>{t('shell.factor-scan')}</p>
      <Square text={uri} label={t('shell.factor-square')} />
      <p className="number factor-secret" data-secret={secret}>
        {secret.replace(/(.{4})(?=.)/g, '$1 ')}
      </p>
      <label htmlFor="factor-code">{t('shell.factor-code')}</label>
      <Input
        id="factor-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="form-actions">
        <Button htmlType="submit" type="primary" disabled={code.trim() === ''}>
          {t('shell.factor-take')}
        </Button>
        <Button onClick={() => void onTake(null)}>{t('shell.factor-no-telephone')}</Button>
      </div>
    </form>
  );
}

/** The address of a secret as a telephone reads it off the screen. */
function Square({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const dark = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="factor-square" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`}>
      <path d={dark} />
    </svg>
  );
}

function Codes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useWords();
  const { display_name } = useSession();
  return (
    <>
      <p>
        {t('shell.factor-codes')} <span lang="zh-CN">{display_name}</span>
      </p>
      <ol className="factor-codes number">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="form-actions">
        <Button onClick={() => window.print()}>{t('shell.print')}</Button>
        <Button type="primary" onClick={onKept}>
          {t('shell.factor-kept')}
        </Button>
      </div>
    </>
  );
}
