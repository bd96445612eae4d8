import { holdsTable, readSchema } from '../../../storage/ledger/beside-lists.ts';
import { FACTS } from '../../../storage/ledger/facts.ts';
import { readEvents } from '../../../storage/ledger/journal.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { versionOf } from '../../../storage/ledger/migrate.ts';
import { FOLDED, foldTables } from '../../casebook/fold-tables.ts';
import { foldCredentials, sealOf } from '../../users/passwords.ts';
import { foldSecondFactors, presentFactor } from '../../users/second-factor.ts';
import { rowsOf } from '../rows.ts';
import { wholeTable } from '../whole-table.ts';

/** A row of the ledger's tables that says something else than the journal, or that the journal has and they lack. */
export interface ProjectionBreach {
  table: string;
  key: string;
  kind: 'changed' | 'removed' | 'inserted';
  /** The columns that differ, where it is changed. */
  columns: string[];
}

type Row = Record<string, unknown>;

/**
 * Makes the register of users, the lines of the account, the batches and the numbers of papers again from the journal,
 * apart from the ledger, and compares them row by row; and the credentials and the keys of commands by their seals.
 */
export function checkProjections(ledger: Ledger): ProjectionBreach[] {
  using scratch = foldTables(ledger);
  return [
    ...compareSchema(ledger, scratch),
    ...strangeFacts(ledger),
    ...Object.entries(FOLDED)
      .filter(([table]) => holdsTable(ledger, table))
      .flatMap(([table, key]) => compareTable(ledger, scratch, table, key)),
    ...compareCredentials(ledger),
    ...compareSecondFactors(ledger),
    ...compareCommands(ledger),
  ];
}

/** The same for who may do what alone: quick enough for every night. */
export function checkUsers(ledger: Ledger): ProjectionBreach[] {
  using scratch = foldTables(ledger, "stream = 'user'");
  return [
    ...compareSchema(ledger, scratch),
    ...compareTable(ledger, scratch, 'user_state', ['user_id']),
    ...compareCredentials(ledger),
    ...compareSecondFactors(ledger),
  ];
}

function compareTable(
  ledger: Ledger,
  scratch: Ledger,
  table: string,
  key: readonly string[],
): ProjectionBreach[] {
  return compareRows(table, key, wholeTable(ledger, table), wholeTable(scratch, table));
}

function compareRows(
  table: string,
  key: readonly string[],
  present: readonly Row[],
  expected: readonly Row[],
): ProjectionBreach[] {
  const keyOf = (row: Row): string => key.map((name) => String(row[name])).join(' ');
  const left = new Map(expected.map((row) => [keyOf(row), row]));
  const found: ProjectionBreach[] = [];
  for (const row of present) {
    const wanted = left.get(keyOf(row));
    left.delete(keyOf(row));
    if (wanted === undefined) found.push({ table, key: keyOf(row), kind: 'inserted', columns: [] });
    else {
      const columns = Object.keys(wanted).filter((name) => row[name] !== wanted[name]);
      if (columns.length > 0) found.push({ table, key: keyOf(row), kind: 'changed', columns });
    }
  }
  for (const one of left.keys()) found.push({ table, key: one, kind: 'removed', columns: [] });
  return found;
}

/** Tables, indexes and triggers are what the program makes: a trigger that is gone no longer guards the journal. */
function compareSchema(ledger: Ledger, scratch: Ledger): ProjectionBreach[] {
  // a ledger that an earlier version wrote and nobody has opened to write since is as that version made it
  if (versionOf(ledger.db) !== versionOf(scratch.db)) return [];
  const told = (of: Ledger): Row[] =>
    readSchema(of).map(({ type, name, sql: text }) => ({ name, type, sql: text.replaceAll(/\s+/g, ' ') }));
  const expected = readSchema(scratch).filter(({ tbl_name }) => holdsTable(ledger, tbl_name));
  const kept = new Set(expected.map(({ type, name }) => `${type} ${name}`));
  const wanted = told(scratch).filter(({ type, name }) => kept.has(`${String(type)} ${String(name)}`));
  return compareRows('sqlite_schema', ['type', 'name'], told(ledger), wanted);
}

/** A fact under another name is missed by nobody who reads it: whoever wanted the note of the last record gone would rename it. */
function strangeFacts(ledger: Ledger): ProjectionBreach[] {
  const known: readonly string[] = FACTS;
  return rowsOf<{ name: string }>(ledger, 'select name from ledger_fact')
    .filter(({ name }) => !known.includes(name))
    .map(({ name }) => ({ table: 'ledger_fact', key: name, kind: 'inserted', columns: [] }));
}

/** The secret itself is in no event: its seal is. What was set before there were seals is only known to be there. */
function compareCredentials(ledger: Ledger): ProjectionBreach[] {
  const expected = foldCredentials(
    readEvents(
      ledger,
      `type in ('PasswordSet', 'LoginFailed', 'LoginSucceeded', 'UserLocked', 'UserUnlocked')`,
    ),
  );
  const present = rowsOf<Parameters<typeof sealOf>[0] & { failures: number }>(
    ledger,
    'select * from credential',
  ).map(({ failures, ...row }) => {
    const isSealed = expected.get(row.user_id)?.seal != null;
    return { user_id: row.user_id, seal: isSealed ? sealOf(row) : null, failures };
  });
  return compareRows('credential', ['user_id'], present, [...expected.values()]);
}

/** Ledgers of before that have no table of them. */
const WITH_SECOND_FACTORS = 7;

/** The same of second factors: who has none in the journal has none, and what was used stays used. */
function compareSecondFactors(ledger: Ledger): ProjectionBreach[] {
  if (versionOf(ledger.db) < WITH_SECOND_FACTORS) return [];
  const expected = foldSecondFactors(
    readEvents(ledger, `type in ('SecondFactorSet', 'SecondFactorRemoved', 'LoginSucceeded')`),
  );
  const users = rowsOf<{ user_id: string }>(
    ledger,
    'select user_id from second_factor union select user_id from one_time_code',
  );
  const present = users.map(({ user_id }) => presentFactor(ledger, user_id) ?? { user_id });
  return compareRows('second_factor', ['user_id'], present, expected);
}

/** A key that was used and is gone would let its command be carried out twice. Older commands sealed none. */
function compareCommands(ledger: Ledger): ProjectionBreach[] {
  const sealed = rowsOf<Row>(
    ledger,
    `select payload ->> '$.command.key' as key, payload ->> '$.command.digest' as digest, actor, subject_id,
       payload ->> '$.command.first_seq' as first_seq, seq as last_seq
     from event where stream in ('case', 'document') and payload ->> '$.command.key' is not null`,
  );
  const known = new Set(sealed.map(({ key }) => key));
  const since = Math.min(...sealed.map(({ first_seq }) => Number(first_seq)));
  const present = rowsOf<Row>(
    ledger,
    'select key, digest, actor, subject_id, first_seq, last_seq from command',
  ).filter(({ key, first_seq }) => known.has(key) || Number(first_seq) >= since);
  return compareRows('command', ['key'], present, sealed);
}
