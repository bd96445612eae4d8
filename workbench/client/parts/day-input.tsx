import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** A day as YYYY-MM-DD, whatever language the browser itself speaks; empty while none is given. */
export function DayInput({
  id,
  value,
  onChange,
  latest,
}: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  /** The last day that may be chosen. */
  latest?: string | undefined;
}) {
  return (
    <DatePicker
      id={id}
      format="YYYY-MM-DD"
      allowClear={false}
      value={value === '' ? null : dayjs(value)}
      {...(latest === undefined ? {} : { maxDate: dayjs(latest) })}
      onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? '')}
    />
  );
}
