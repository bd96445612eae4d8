import { Button, Input, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { Failed } from '../api/call.ts';
import { useWords } from '../language/language.tsx';
import { RefusalLine } from './refusal-line.tsx';

const FIELD = 'input, textarea';

/** A question before something that binds: says what will be done, and asks for the password where a signature is meant. */
export function ConfirmAct({
  title,
  children,
  okText,
  wantsPassword = false,
  isOpen,
  isReady = true,
  startsInFields = false,
  onClose,
  onOk,
}: {
  title: string;
  children: ReactNode;
  okText: string;
  wantsPassword?: boolean;
  isOpen: boolean;
  /** Whether what it asks for is filled in. */
  isReady?: boolean;
  /** Its first field has the cursor when it opens, so that Enter does not send what nobody has looked at. */
  startsInFields?: boolean;
  onClose: () => void;
  /** Throws `Failed` when refused; the dialog then stays open and shows the sentence. */
  onOk: (password: string) => Promise<void>;
}) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const close = () => {
    setPassword('');
    setRefusal(null);
    onClose();
  };
  const act = async () => {
    setBusy(true);
    try {
      await onOk(password);
      close();
    } catch (error) {
      setRefusal(error as Failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={isOpen}
      onCancel={close}
      afterOpenChange={(isShown) => {
        // the window takes the cursor to itself as it opens, whatever asked for it before
        if (isShown && (startsInFields || wantsPassword))
          form.current?.querySelector<HTMLElement>(FIELD)?.focus();
      }}
      title={title}
      footer={null}
      width={460}
      destroyOnHidden
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        {children}
        {wantsPassword ? (
          <Input.Password
            autoFocus
            aria-label={t('login.password')}
            placeholder={t('login.password')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        <RefusalLine refusal={refusal} />
        <div className="form-actions">
          <Button
            htmlType="submit"
            type="primary"
            loading={isBusy}
            disabled={!isReady || (wantsPassword && password === '')}
            autoFocus={!wantsPassword && !startsInFields}
          >
            {okText}
          </Button>
          <Button onClick={close}>{t('shell.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
