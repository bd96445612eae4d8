import { lastOf } from '../../../../../core/lists.ts';
import { parseFen } from '../../../../../core/money.ts';
import type { MoveField } from '../../../../../core/words/move-fields.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { today } from '../../../api/office-day.ts';
import { showYuan } from '../../../parts/figures.ts';
import type { FieldValue } from './field-input.tsx';
import { planOf } from './instalments.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** What stands in the fields when the dialog opens. */
export function firstValues(
  fields: readonly MoveField[],
  { money, amounts, claim, owed }: CaseAnswer,
): Record<string, FieldValue> {
  return Object.fromEntries(
    fields.map((field): [string, FieldValue] => {
      if (field.kind === 'strike') {
        // months left out before stay out until somebody takes them in again
        const struck = lastOf(amounts)?.struck ?? [];
        return [field.name, struck.filter(({ month }) => claim.some((part) => part.month === month))];
      }
      if (field.kind === 'servers' || field.kind === 'takers') return [field.name, { first: '', second: '' }];
      if (field.kind === 'instalments') return [field.name, { count: '3', first: '' }];
      if (field.kind === 'choice') return [field.name, field.values?.[0] ?? ''];
      if (field.proposes === 'today') return [field.name, today()];
      if (field.proposes === 'outstanding') return [field.name, showYuan(Math.max(0, money.outstanding_fen))];
      if (field.proposes === 'refund-due') return [field.name, showYuan(money.refund_due_fen)];
      if (field.proposes === 'owed-to-person') return [field.name, showYuan(owed.still_fen)];
      return [field.name, ''];
    }),
  );
}

/** The fields that what is chosen so far asks for. */
export function askedFor(fields: readonly MoveField[], values: Values): readonly MoveField[] {
  return fields.filter(({ only }) => only === undefined || only.is.includes(String(values[only.with])));
}

/** What was filled in, in the form the casebook takes; an empty field is left out. */
export function inputOf(
  fields: readonly MoveField[],
  values: Values,
  { money }: Pick<CaseAnswer, 'money'>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const value = values[name];
    if (typeof value === 'string') {
      if (value.trim() === '') continue;
      input[name] = kind === 'yuan' ? (parseFen(value) ?? 0) : value.trim();
    } else if (Array.isArray(value)) {
      input[name] = value;
    } else if ((kind === 'servers' || kind === 'takers') && value !== undefined) {
      input[name] = [value.first, value.second].filter((one) => one?.trim());
    } else if (value !== undefined) {
      input[name] = planOf(value, money.outstanding_fen);
    }
  }
  return input;
}
