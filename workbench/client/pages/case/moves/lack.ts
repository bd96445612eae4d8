import { parseFen } from '../../../../../core/money.ts';
import type { FieldKind, MoveField } from '../../../../../core/words/move-fields.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import type { FieldValue } from './field-input.tsx';
import { planOf } from './instalments.ts';

/** What a dialog still lacks; its sentence stands under `case.lacks-<kind>`. */
export interface Lack {
  field: string;
  kind: 'text' | 'choice' | 'amount' | 'servers' | 'takers' | 'strike' | 'plan';
}

const CHOSEN: ReadonlySet<FieldKind> = new Set(['choice', 'person', 'entry', 'day']);

/** The first thing that is lacking before the casebook need be asked; null when there is none. */
export function lackOf(
  fields: readonly MoveField[],
  values: Readonly<Record<string, FieldValue>>,
  { money }: Pick<CaseAnswer, 'money'>,
): Lack | null {
  for (const field of fields) {
    const kind = lackIn(field, values[field.name], money.outstanding_fen);
    if (kind !== null) return { field: field.name, kind };
  }
  return null;
}

function lackIn(
  { kind, isOptional }: MoveField,
  value: FieldValue,
  outstandingFen: number,
): Lack['kind'] | null {
  if (Array.isArray(value)) return value.every(({ reason }) => reason.trim() !== '') ? null : 'strike';
  if (typeof value === 'object') {
    if (kind === 'instalments') return planOf(value, outstandingFen).length > 0 ? null : 'plan';
    const [first = '', second = ''] = [value.first?.trim(), value.second?.trim()];
    return first !== '' && second !== '' && first !== second
      ? null
      : kind === 'takers'
        ? 'takers'
        : 'servers';
  }
  const text = value?.trim() ?? '';
  if (kind === 'yuan') return (parseFen(text) ?? 0) > 0 ? null : 'amount';
  if (text !== '' || isOptional === true) return null;
  return CHOSEN.has(kind) ? 'choice' : 'text';
}
