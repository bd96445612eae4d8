import type { Finding } from '../../core/finding.ts';
import type { FieldChange, Person } from '../case-events.ts';

const TOLD_FIELDS = [
  'amount_fen',
  'months',
  'first_month',
  'last_month',
  'match_strength',
  'direction',
] as const;

/** What a person should be told that changed about a finding since it was last seen. */
export function compareFindings(before: Finding, after: Finding): FieldChange[] {
  const changes: FieldChange[] = TOLD_FIELDS.filter((field) => before[field] !== after[field]).map(
    (field) => ({
      field,
      before: before[field],
      after: after[field],
    }),
  );
  if (before.evidence_hash === after.evidence_hash) return changes;
  const beforeLines = new Set(before.lines.map((line) => line.line_id));
  const afterLines = new Set(after.lines.map((line) => line.line_id));
  const gone = [...beforeLines].filter((line) => !afterLines.has(line)).length;
  const added = [...afterLines].filter((line) => !beforeLines.has(line)).length;
  if (gone > 0 || added > 0) {
    changes.push({ field: 'lines', before: beforeLines.size, after: afterLines.size });
  }
  for (const name of new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])) {
    const [was, is] = [before.facts[name] ?? null, after.facts[name] ?? null];
    if (was !== is) changes.push({ field: `facts.${name}`, before: plain(was), after: plain(is) });
  }
  if (changes.length === 0) {
    changes.push({ field: 'evidence', before: before.evidence.length, after: after.evidence.length });
  }
  return changes;
}

function plain(value: string | number | boolean | null): string | number | null {
  return typeof value === 'boolean' ? String(value) : value;
}

const PERSON_FIELDS = ['name', 'resident_id', 'township', 'village'] as const;

export function comparePersons(before: Person, after: Person): FieldChange[] {
  return PERSON_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
}

/**
 * The person as the findings of one night know them. Several rows may differ in how they write the same
 * person; the finding that sorts first decides, so that two nights over the same files agree.
 */
export function personOf(findings: readonly Finding[]): Person {
  const [first, ...others] = findings;
  if (first === undefined) throw new Error('a person is known by at least one finding');
  const known = <Field extends 'resident_id' | 'township' | 'village'>(field: Field): string | null =>
    first[field] ?? others.find((finding) => finding[field] !== null)?.[field] ?? null;
  return {
    person_id: first.person_id,
    name: first.name,
    resident_id: known('resident_id'),
    township: known('township'),
    village: known('village'),
  };
}
