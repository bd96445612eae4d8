import { Button, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { lastOf } from '../../../../core/lists.ts';
import { formatMonth } from '../../../../core/month.ts';
import type { RuleParameter, TriedValues } from '../../../contract/rules.ts';
import { useWords } from '../../language/language.tsx';
import { readValues, showValue } from './values.ts';

/** Other values for a rule's parameters, each from a month on; the period in force is the one that is asked about first. */
export function ParameterForm({
  parameters,
  label,
  isPending,
  onTry,
  children,
}: {
  parameters: readonly RuleParameter[];
  label: string;
  isPending: boolean;
  onTry: (changes: TriedValues) => void;
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const type = (place: string, text: string) => setTyped(new Map([...typed, [place, text]]));
  const fields = parameters.flatMap((parameter) => {
    const period = lastOf(parameter.periods);
    if (period === undefined) return [];
    const shown = period.values.map((value) => showValue(parameter.type, value)).join('、');
    const text = typed.get(parameter.name) ?? shown;
    const starts = formatMonth(period.from);
    const from = typed.get(`${parameter.name}@`) || starts;
    return [{ parameter, text, from, isOther: text !== shown || from !== starts }];
  });
  const changes = fields
    .filter(({ isOther }) => isOther)
    .map(({ parameter: { name, type: kind }, text, from }) => ({
      ...{ name, from: Number(from.replace('-', '')) },
      values: readValues(kind, text),
    }));
  return (
    <form
      className="rules-try"
      onSubmit={(event) => {
        event.preventDefault();
        onTry(changes);
      }}
    >
      {fields.map(({ parameter, text, from }) => (
        <div key={parameter.name}>
          <label htmlFor={`try-${parameter.name}`}>
            {language === 'zh' ? parameter.title : parameter.english}
            {parameter.type === 'fen' ? t('rules.in-yuan') : ''}
          </label>
          <Value parameter={parameter} text={text} onType={(next) => type(parameter.name, next)} />
          <label htmlFor={`from-${parameter.name}`}>{t('rules.try-from')}</label>
          <Input
            id={`from-${parameter.name}`}
            type="month"
            value={from}
            onChange={({ target }) => type(`${parameter.name}@`, target.value)}
          />
        </div>
      ))}
      <Button
        htmlType="submit"
        type="primary"
        disabled={fields.length > 0 && changes.length === 0}
        loading={isPending}
      >
        {label}
      </Button>
      {children}
    </form>
  );
}

function Value({
  parameter,
  text,
  onType,
}: {
  parameter: RuleParameter;
  text: string;
  onType: (text: string) => void;
}) {
  const { pick } = useWords();
  const id = `try-${parameter.name}`;
  if (parameter.one_of !== null) {
    const options = parameter.one_of.map((one) => ({ value: one.value, label: pick(one) }));
    if (parameter.type === 'list')
      return (
        <Select
          id={id}
          mode="multiple"
          value={text === '' ? [] : text.split('、')}
          options={options}
          onChange={(chosen) => onType(chosen.join('、'))}
        />
      );
    return <Select id={id} value={text} options={options} onChange={onType} />;
  }
  if (parameter.type === 'integer') {
    return (
      <InputNumber
        id={id}
        min={0}
        precision={0}
        value={Number(text)}
        onChange={(value) => onType(value === null ? '' : String(value))}
      />
    );
  }
  return (
    <Input
      id={id}
      type={parameter.type === 'month' ? 'month' : 'text'}
      value={text}
      onChange={({ target }) => onType(target.value)}
    />
  );
}
