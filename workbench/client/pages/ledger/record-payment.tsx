import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { parseFen } from '../../../../core/money.ts';
import { SURPLUS, type Surplus } from '../../../../core/words/case.ts';
import { recovery } from '../../../contract/recovery.ts';
import { today } from '../../api/office-day.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showYuan } from '../../parts/figures.ts';
import { CaseField, PaysFor } from './case-field.tsx';

interface Typed {
  case_id: string;
  yuan: string;
  on: Dayjs;
  channel: 'cash' | 'other';
  payer?: string;
  note?: string;
  surplus: Surplus;
}

/** Money that came in by another way than the bank account, entered once and never edited: a mistake is reversed in the case. */
export function RecordPayment({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const record = useAct(recovery.receipt);
  const [form] = Form.useForm<Typed>();
  const [key, setKey] = useState(newRequestKey);
  const caseId = Form.useWatch('case_id', form) ?? '';
  const yuan = Form.useWatch('yuan', form) ?? '';
  const readable = (_: unknown, typed: string | undefined) =>
    (parseFen(typed ?? '') ?? 0) > 0
      ? Promise.resolve()
      : Promise.reject(new Error(t('ledger.amount-unreadable')));
  const submit = async () => {
    const { case_id, yuan: typed, on, channel, payer, note, surplus } = await form.validateFields();
    const done = await record.mutateAsync({
      body: {
        key,
        case_id: case_id.trim(),
        amount_fen: parseFen(typed) ?? 0,
        on: on.format('YYYY-MM-DD'),
        channel,
        payer: payer?.trim() || null,
        note: note?.trim() || null,
        surplus,
      },
    });
    setKey(newRequestKey());
    form.resetFields();
    say(t('ledger.entered', { case: done.case_id, yuan: showYuan(done.outstanding_fen) }));
  };
  return (
    <ConfirmAct
      title={t('ledger.record')}
      okText={t('ledger.enter')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={submit}
    >
      <Form
        form={form}
        component={false}
        layout="vertical"
        initialValues={{ channel: 'cash', on: dayjs(today()), surplus: 'refused' }}
      >
        <Form.Item
          name="case_id"
          label={t('ledger.case')}
          rules={[{ required: true, message: t('ledger.needed') }]}
        >
          <CaseField autoFocus />
        </Form.Item>
        <Form.Item name="yuan" label={t('ledger.amount')} rules={[{ required: true, validator: readable }]}>
          <Input inputMode="decimal" suffix={t('shell.yuan')} />
        </Form.Item>
        <PaysFor caseId={caseId} fen={parseFen(yuan)} />
        <Form.Item name="on" label={t('ledger.on')} rules={[{ required: true, message: t('ledger.needed') }]}>
          <DatePicker className="wide" />
        </Form.Item>
        <Form.Item name="channel" label={t('ledger.channel')}>
          <Select
            options={[
              { value: 'cash', label: t('ledger.cash') },
              { value: 'other', label: t('ledger.other') },
            ]}
          />
        </Form.Item>
        <Form.Item name="payer" label={t('ledger.payer-name')}>
          <Input />
        </Form.Item>
        <Form.Item name="note" label={t('ledger.note')}>
          <Input />
        </Form.Item>
        <Form.Item name="surplus" label={t('case.input-surplus')}>
          <Select options={SURPLUS.map((one) => ({ value: one, label: t(`case.surplus-${one}`) }))} />
        </Form.Item>
      </Form>
    </ConfirmAct>
  );
}
