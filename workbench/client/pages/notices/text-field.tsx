import { Form, Input } from 'antd';
import { useWords } from '../../language/language.tsx';

/** A line of text in the form of a dialog. */
export function TextField({ name, label }: { name: string; label: string }) {
  return (
    <Form.Item name={name} label={label}>
      <Input autoComplete="off" />
    </Form.Item>
  );
}

/** The two who serve a paper, or hang it out. */
export function ServerFields() {
  const { t } = useWords();
  return (
    <>
      <TextField name="first" label={t('notices.first-server')} />
      <TextField name="second" label={t('notices.second-server')} />
    </>
  );
}
