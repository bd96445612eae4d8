import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { session as contract } from '../../contract/session.ts';
import { call, type Failed } from '../api/call.ts';
import { useWords } from '../language/language.tsx';
import { RefusalLine } from '../parts/refusal-line.tsx';
import { useSessionSwitch } from './session.tsx';

/** The first sign-in: a password that somebody else gave is changed for one's own. */
export function NewPassword() {
  const { t } = useWords();
  const { enter } = useSessionSwitch();
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [form] = Form.useForm<{ password: string; new_password: string; again: string }>();
  const submit = async ({ password, new_password }: { password: string; new_password: string }) => {
    try {
      enter(await call(contract.changePassword, { body: { password, new_password } }));
    } catch (error) {
      setRefusal(error as Failed);
    }
  };
  return (
    <main className="login-page">
      <section className="login-panel">
        <h1>{t('shell.new-password-title')}</h1>
        <p className="is-muted">{t('shell.new-password-why')}</p>
        <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="password" label={t('shell.given-password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item name="new_password" label={t('shell.own-password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('shell.own-password-again')}
            dependencies={['new_password']}
            rules={[
              {
                validator: (_, value: string) =>
                  value === form.getFieldValue('new_password')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('shell.passwords-differ'))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <RefusalLine refusal={refusal} />
          <Button htmlType="submit" type="primary" block>
            {t('shell.change-password')}
          </Button>
        </Form>
      </section>
    </main>
  );
}
