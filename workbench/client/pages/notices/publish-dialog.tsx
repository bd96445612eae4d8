import { DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { PaperStage } from '../../../../core/words/documents.ts';
import { notices } from '../../../contract/notices.ts';
import { today } from '../../api/office-day.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { ServerFields, TextField } from './text-field.tsx';

interface Typed {
  on: Dayjs;
  first?: string;
  second?: string;
  place?: string;
}

/** Publishes one notice for the ticked ones, which could be served in no other way. */
export function PublishDialog({
  cases,
  isOpen,
  onClose,
  moved,
}: {
  cases: readonly string[];
  isOpen: boolean;
  onClose: () => void;
  moved: (stage: PaperStage, key: string) => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const publish = useAct(notices.publish);
  const [form] = Form.useForm<Typed>();
  const [key, setKey] = useState(newRequestKey);
  const submit = async () => {
    const { on, first = '', second = '', place = '' } = form.getFieldsValue();
    const body = { key, cases: [...cases], on: on.format('YYYY-MM-DD'), servers: [first, second], place };
    const { document_number, effective_on } = await publish.mutateAsync({ body });
    setKey(newRequestKey());
    say(t('notices.published', { number: document_number, on: effective_on }));
    moved('public', document_number);
  };
  return (
    <ConfirmAct
      title={t('notices.publish', { n: cases.length })}
      okText={t('notices.publish-ok')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={submit}
    >
      <Form
        form={form}
        component={false}
        layout="vertical"
        size="small"
        initialValues={{ on: dayjs(today()) }}
        className="serve-form"
      >
        <p className="is-muted">{t('notices.publish-asks', { n: cases.length })}</p>
        <div className="serve-grid">
          <Form.Item name="on" label={t('notices.published-on')}>
            <DatePicker allowClear={false} className="wide" />
          </Form.Item>
          <TextField name="place" label={t('notices.publish-place')} />
          <ServerFields />
        </div>
      </Form>
    </ConfirmAct>
  );
}
