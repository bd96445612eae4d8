import { Input, Select } from 'antd';
import type { MoveField } from '../../../../../core/words/move-fields.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { today } from '../../../api/office-day.ts';
import { useWords } from '../../../language/language.tsx';
import { DayInput } from '../../../parts/day-input.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { InstalmentsInput } from './instalments-input.tsx';
import { StrikeInput, type Struck } from './strike-input.tsx';

export type FieldValue = string | Struck[] | Record<string, string> | undefined;

/** The input of one field of a move, under its label. */
export function FieldInput({
  field,
  found,
  value,
  onChange,
}: {
  field: MoveField;
  found: CaseAnswer;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
}) {
  const { t } = useWords();
  const id = `move-${field.name}`;
  const label = t(`case.input-${field.name}`);
  const text = typeof value === 'string' ? value : '';
  const record = typeof value === 'object' && !Array.isArray(value) ? value : {};
  const select = (options: { value: string; label: string }[]) => (
    <Select
      id={id}
      value={text === '' ? null : text}
      placeholder={t('case.choose')}
      options={options}
      onChange={onChange}
    />
  );
  const input = () => {
    switch (field.kind) {
      case 'long':
        return (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={2000}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        );
      case 'day':
        return (
          <DayInput
            id={id}
            latest={field.isAhead === true ? undefined : today()}
            value={text}
            onChange={onChange}
          />
        );
      case 'yuan':
        return (
          <Input
            id={id}
            inputMode="decimal"
            suffix={t('shell.yuan')}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        );
      case 'choice':
        return select(
          (field.values ?? []).map((one) => ({
            value: one,
            label: t(`case.${field.words ?? field.name}-${one}`),
          })),
        );
      case 'person':
        return select(found.assignable.map(({ user_id, name }) => ({ value: user_id, label: name })));
      case 'entry':
        return select(
          found.entries
            .filter((entry) => !entry.is_reversed)
            .map((entry) => ({
              value: entry.entry_id,
              label: `${entry.on} ${t(`case.entry-${entry.kind}`)} · ${t(`case.channel-${entry.channel}`)} ${showYuan(entry.amount_fen)} ${t('shell.yuan')}`,
            })),
        );
      case 'servers':
      case 'takers': {
        const who = field.kind === 'takers' ? 'taker' : 'server';
        return (
          <div className="pair">
            {(['first', 'second'] as const).map((which) => (
              <Input
                key={which}
                aria-label={t(`case.${who}-${which}`)}
                placeholder={t(`case.${who}-${which}`)}
                value={record[which] ?? ''}
                onChange={(event) => onChange({ ...record, [which]: event.target.value })}
              />
            ))}
          </div>
        );
      }
      case 'strike':
        return (
          <StrikeInput claim={found.claim} value={Array.isArray(value) ? value : []} onChange={onChange} />
        );
      case 'instalments':
        return (
          <InstalmentsInput outstandingFen={found.money.outstanding_fen} value={record} onChange={onChange} />
        );
      case 'text':
        return (
          <Input id={id} maxLength={2000} value={text} onChange={(event) => onChange(event.target.value)} />
        );
    }
  };
  // whose parts have labels of their own
  if (field.kind === 'instalments') return input();
  return (
    <>
      {field.kind === 'servers' || field.kind === 'takers' || field.kind === 'strike' ? (
        <div className="label">{label}</div>
      ) : (
        <label htmlFor={id}>
          {label}
          {field.isOptional ? <span className="is-muted"> {t('case.optional')}</span> : null}
        </label>
      )}
      {input()}
    </>
  );
}
