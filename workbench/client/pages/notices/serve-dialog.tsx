import { DatePicker, Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { SERVICE_METHODS } from '../../../../core/words/case.ts';
import type { PaperStage } from '../../../../core/words/documents.ts';
import { NOTICE_KINDS } from '../../../../core/words/documents.ts';
import { caseWork } from '../../../contract/case-work.ts';
import { type NoticeDocument, notices } from '../../../contract/notices.ts';
import { call } from '../../api/call.ts';
import { today } from '../../api/office-day.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { useRight } from '../../shell/session.tsx';
import { ServerFields, TextField } from './text-field.tsx';

interface Typed {
  method: (typeof SERVICE_METHODS)[number];
  on: Dayjs;
  first?: string;
  second?: string;
  receiver?: string;
  witness?: string;
  post_number?: string;
  place?: string;
  reason?: string;
}

/** Records how a notice was served: two servers always, a witness where it was left, the posting's number by post. */
export function ServeDialog({
  paper,
  isOpen,
  onClose,
  moved,
}: {
  paper: NoticeDocument;
  isOpen: boolean;
  onClose: () => void;
  moved: (stage: PaperStage, key: string) => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const serve = useAct(notices.serve);
  const mayAttach = useRight('case.attach');
  const [form] = Form.useForm<Typed>();
  const [photo, setPhoto] = useState<File | null>(null);
  const [key, setKey] = useState(newRequestKey);
  const method = Form.useWatch('method', form) ?? 'in-person';
  const { row } = paper;
  const isBeside = !NOTICE_KINDS.some((kind) => kind === row.kind);
  const params = { case_id: row.case_id };
  const submit = async () => {
    const typed = form.getFieldsValue();
    const served = await serve.mutateAsync({
      params,
      body: {
        key,
        expected_last_seq: paper.last_seq,
        ...(isBeside ? { document_number: row.document_number ?? '' } : {}),
        method: typed.method,
        on: typed.on.format('YYYY-MM-DD'),
        servers: [typed.first ?? '', typed.second ?? ''],
        receiver: typed.receiver ?? null,
        witness: typed.witness ?? null,
        post_number: typed.post_number ?? null,
        place: typed.place ?? null,
        reason: typed.reason ?? null,
      },
    });
    // the photograph goes to the case's files; the service stands without it
    if (photo !== null) await call(caseWork.attach, { params, query: { name: photo.name }, body: photo });
    setKey(newRequestKey());
    const number = row.document_number ?? '';
    say(
      served.pay_by_on === null
        ? t('notices.served-beside', { number, on: served.effective_on })
        : t('notices.served', { number, on: served.pay_by_on }),
    );
    moved(typed.method === 'public-notice' ? 'public' : 'served', row.key);
  };
  return (
    <ConfirmAct
      title={t('notices.serve')}
      okText={t('notices.serve')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={submit}
    >
      <Form
        form={form}
        component={false}
        layout="vertical"
        size="small"
        initialValues={{ method: 'in-person', on: dayjs(today()) }}
        className="serve-form"
      >
        <p className="is-muted">
          <Chinese>{`${row.document_number ?? ''} · ${row.receiver}`}</Chinese>
        </p>
        <div className="serve-grid">
          <Form.Item name="method" label={t('notices.receipt-method')}>
            <Select
              options={SERVICE_METHODS.map((one) => ({ value: one, label: t(`notices.method-${one}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="on"
            label={t(method === 'public-notice' ? 'notices.published-on' : 'notices.receipt-served')}
          >
            <DatePicker allowClear={false} className="wide" />
          </Form.Item>
          <ServerFields />
          {method === 'post' ? (
            <TextField name="post_number" label={t('notices.receipt-post-number')} />
          ) : null}
          {method === 'left-at-home' ? (
            <TextField name="witness" label={t('notices.receipt-witness')} />
          ) : null}
          {method === 'public-notice' ? null : (
            <TextField name="receiver" label={t('notices.receiver-if-other')} />
          )}
          <TextField name="place" label={t('notices.receipt-place')} />
        </div>
        {method === 'in-person' ? null : <TextField name="reason" label={t('notices.reason-method')} />}
        {mayAttach ? (
          <div className="photo">
            {t('notices.photo')}
            <div className="choose-file">
              <label>
                {t('notices.choose-file')}
                <input
                  type="file"
                  accept="image/*,application/pdf"
                  onChange={(event) => setPhoto(event.target.files?.[0] ?? null)}
                />
              </label>
              <span className="is-muted">{photo?.name ?? t('notices.no-file')}</span>
            </div>
          </div>
        ) : null}
      </Form>
    </ConfirmAct>
  );
}
