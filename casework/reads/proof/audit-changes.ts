import { maskName, maskText } from '../../../core/mask.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { FieldChange } from '../../case-events.ts';
import type { Grant } from '../../roles.ts';

interface Place {
  seq: number;
  stream: string;
  subject_id: string;
  type: string;
}

type Said = Readonly<Record<string, unknown>>;

/** What is shown of each record that says more than a state: never a name, a number or an address of a person. */
const PLAIN_FIELDS = [
  'assignee',
  'assessed_fen',
  'notice_number',
  'method',
  'document_id',
  'entry_id',
  'step',
  'is_priority',
  'court',
  'office',
  'outcome',
  'move',
  'item_number',
  'failures',
  'until',
  'to_user',
  'from_on',
  'until_on',
  'finding_key',
  'rows',
  'count',
  'format',
  'hash',
  'sha256',
  'page',
  'offset',
  'figure',
  'township',
  'rule',
  'status',
  'actor',
  'checked',
  'breaches',
] as const;

const NESTED: Readonly<Record<string, readonly string[]>> = {
  entry: ['kind', 'amount_fen', 'on'],
  document: ['kind', 'amount_fen'],
  finding: ['rule_id', 'amount_fen'],
};

/** A finding key and an export's detail may hold whatever somebody typed; numbers in it are masked like everywhere. */
export function changesOf(ledger: Ledger, record: Place, said: Said): FieldChange[] {
  const changes: FieldChange[] = [];
  if (record.stream === 'case' && typeof said.to === 'string') {
    const before = lastSaid(ledger, record, '$.to');
    // a case begins as new without saying so
    if (before !== said.to) changes.push({ field: 'status', before: before ?? 'new', after: said.to });
  }
  if (Array.isArray(said.grants)) {
    const before = lastSaid(ledger, record, '$.grants');
    changes.push({
      field: 'grants',
      before: before === null ? null : grantsText(JSON.parse(before) as Grant[]),
      after: grantsText(said.grants as Grant[]),
    });
  }
  for (const field of PLAIN_FIELDS) {
    const value = shownValue(said[field]);
    if (value === null) continue;
    const before =
      field === 'assignee' || field === 'assessed_fen' ? lastSaid(ledger, record, `$.${field}`) : null;
    changes.push({
      field,
      before: field === 'assessed_fen' && before !== null ? Number(before) : before,
      after: value,
    });
  }
  for (const [name, fields] of Object.entries(NESTED)) {
    const nested = said[name];
    if (typeof nested !== 'object' || nested === null) continue;
    for (const field of fields) {
      const value = shownValue((nested as Said)[field]);
      if (value !== null) changes.push({ field, before: null, after: value });
    }
  }
  if (Array.isArray(said.changes)) changes.push(...(said.changes as FieldChange[]).map(maskedChange));
  return changes;
}

export function reasonOf(said: Said): string | null {
  const reason = said.reason ?? said.note ?? said.text ?? said.ground ?? null;
  return typeof reason === 'string' && reason !== '' ? maskText(reason) : null;
}

/** What the same subject's record before this one said at this place. */
function lastSaid(ledger: Ledger, { stream, subject_id, seq, type }: Place, path: string): string | null {
  // a change of rights that was only proposed was never in force
  const ignored = type === 'GrantsProposed' || path === '$.grants' ? "and type <> 'GrantsProposed'" : '';
  const row = ledger
    .statement(
      `select json_extract(payload, ?) as said from event
       where stream = ? and subject_id = ? and seq < ? and json_extract(payload, ?) is not null ${ignored}
       order by seq desc limit 1`,
    )
    .get(path, stream, subject_id, seq, path);
  return row === undefined ? null : String(row.said);
}

function shownValue(value: unknown): string | number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'string' && value !== '' ? maskText(value) : null;
}

/** A night's change of a finding or a person: the old and the new, as far as neither tells who somebody is. */
function maskedChange({ field, before, after }: FieldChange): FieldChange {
  const masked = (value: FieldChange['before']): FieldChange['before'] => {
    if (typeof value !== 'string') return value;
    return /name/.test(field) ? maskName(value) : maskText(value);
  };
  return { field, before: masked(before), after: masked(after) };
}

export function grantsText(grants: readonly Grant[]): string {
  return grants
    .map(
      ({ role, level, township }) =>
        `${role}${level === null ? '' : `:${level}`}${township === null ? '' : `@${township}`}`,
    )
    .join(', ');
}
