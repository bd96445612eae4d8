import type { DatabaseSync } from 'node:sqlite';

export interface Tampering {
  what: string;
  tamper: (db: DatabaseSync) => void;
  /** How the proof names the place. */
  named: RegExp;
}

/** Whoever alters the journal takes its guards away first, and puts them back. */
function behindTheGuards(db: DatabaseSync, work: () => void): void {
  const guards = db.prepare("select name, sql from sqlite_schema where type = 'trigger'").all();
  for (const { name } of guards) db.exec(`drop trigger ${String(name)}`);
  work();
  for (const { sql } of guards) db.exec(String(sql));
}

const sql = (what: string, text: string, named: RegExp): Tampering => ({
  what,
  tamper: (db) => behindTheGuards(db, () => db.exec(text)),
  named,
});

/** Changes one column of the first row that a condition names; there must be one. */
const set = (what: string, table: string, change: string, where: string, named: RegExp): Tampering => ({
  what,
  tamper: (db) =>
    behindTheGuards(db, () => {
      const { changes } = db
        .prepare(
          `update ${table} set ${change} where rowid in (select rowid from ${table} where ${where} limit 1)`,
        )
        .run();
      if (changes !== 1) throw new Error(`there is nothing to tamper with: ${what}`);
    }),
  named,
});

const remove = (what: string, table: string, where: string, named: RegExp): Tampering => ({
  what,
  tamper: (db) =>
    behindTheGuards(db, () => {
      const { changes } = db
        .prepare(`delete from ${table} where rowid in (select rowid from ${table} where ${where} limit 1)`)
        .run();
      if (changes !== 1) throw new Error(`there is nothing to tamper with: ${what}`);
    }),
  named,
});

const LAST = '(select max(seq) from event)';

export const TAMPERINGS: readonly Tampering[] = [
  // the journal
  set(
    'an amount in a record',
    'event',
    `payload = replace(payload, 'fen":1', 'fen":2')`,
    `payload like '%fen":1%'`,
    /changed/,
  ),
  set('who did it', 'event', `actor = 'lina'`, `actor = 'zhangmin'`, /changed/),
  set('in whose name', 'event', `on_behalf_of = 'wuping'`, `stream = 'case'`, /changed/),
  set('when', 'event', `at = '2022-01-01T00:00:00.000Z'`, `seq = 20`, /changed/),
  set('by which door', 'event', `via = 'web 10.0.0.1'`, `seq = 20`, /changed/),
  set(
    'about which case',
    'event',
    `subject_id = 'C00000002'`,
    `stream = 'case' and subject_id = 'C00000001'`,
    /changed/,
  ),
  set('what kind of record', 'event', `type = 'NoteAdded'`, `type = 'ReceiptRecorded'`, /changed/),
  set('which stream', 'event', `stream = 'access'`, `stream = 'bank'`, /changed/),
  set('a hash', 'event', `hash = replace(hash, 'a', 'b')`, `seq = 30`, /changed/),
  remove('a record taken out of the middle', 'event', 'seq = 40', /removed/),
  sql(
    'a record taken out and the gap closed',
    `delete from event where seq = 40; update event set seq = seq - 1 where seq > 40`,
    /removed|changed/,
  ),
  sql('the last five records', `delete from event where seq > ${LAST} - 5`, /truncated/),
  sql(
    'the last record and the note of it',
    `delete from event where seq = ${LAST}; delete from ledger_fact where name = 'tip'`,
    /truncated|removed|changed|case|user_state|bank_line|command/,
  ),
  sql(
    'two records exchanged',
    `update event set seq = -1 where seq = 50; update event set seq = 50 where seq = 51; update event set seq = 51 where seq = -1`,
    /reordered|changed/,
  ),
  sql(
    'a record put in at the end',
    `insert into event select seq + 1, at, actor, on_behalf_of, via, stream, subject_id, type, payload, hash, hash from event where seq = ${LAST}`,
    /changed|rewritten/,
  ),
  sql(
    'the birth mark',
    `update ledger_fact set value = 'sha256:00' where name = 'genesis_hash'`,
    /removed|reordered/,
  ),
  sql(
    'the id of the ledger',
    `update ledger_fact set value = 'another' where name = 'ledger_id'`,
    /other-ledger/,
  ),
  // who may do what
  set(
    'rights of a user',
    'user_state',
    `grants = '[{"role":"administrator","level":null,"township":null}]'`,
    `user_id = 'zhangmin'`,
    /user_state zhangmin.*grants/,
  ),
  set(
    'a township taken off a clerk',
    'user_state',
    `grants = replace(grants, '"新哨镇"', 'null')`,
    `user_id = 'maxiang'`,
    /user_state maxiang/,
  ),
  set(
    'a signature lent',
    'user_state',
    `delegations = '[{"to_user":"heqin","from_on":"2020-01-01","until_on":"2030-01-01"}]'`,
    `user_id = 'lina'`,
    /user_state lina/,
  ),
  set('a user disabled', 'user_state', 'is_disabled = 1', `user_id = 'sunshen'`, /user_state sunshen/),
  set('the name of a user', 'user_state', `display_name = '李四'`, `user_id = 'lina'`, /user_state lina/),
  sql(
    'a user put in',
    `insert into user_state select 'ghost', display_name, grants, delegations, is_disabled, last_seq from user_state where user_id = 'admin'`,
    /user_state ghost/,
  ),
  remove('a user taken out', 'user_state', `user_id = 'sunshen'`, /user_state sunshen/),
  sql(
    'a password exchanged',
    `update credential set hash = (select hash from credential where user_id = 'lina'), salt = (select salt from credential where user_id = 'lina') where user_id = 'admin'`,
    /credential admin.*seal/,
  ),
  set(
    'a password made cheaper to guess',
    'credential',
    'passes = 1',
    `user_id = 'admin'`,
    /credential admin/,
  ),
  sql(
    'a second factor slipped in',
    `insert into second_factor values ('lina', x'00', x'00', 0)`,
    /second_factor lina/,
  ),
  set('failed attempts forgotten', 'credential', 'failures = 3', `user_id = 'heqin'`, /credential heqin/),
  remove('a credential taken out', 'credential', `user_id = 'admin'`, /credential admin/),
  // money
  set(
    'the amount of a line of the bank',
    'bank_line',
    'amount_fen = amount_fen + 1',
    'true',
    /bank_line .*amount_fen/,
  ),
  set('the payer of a line', 'bank_line', `payer = '张三'`, 'true', /bank_line .*payer/),
  set('a line set aside', 'bank_line', `status = 'set-aside'`, `status = 'open'`, /bank_line .*status/),
  remove('a line taken out', 'bank_line', 'true', /bank_line/),
  set(
    'what a case owes',
    'case_state',
    'assessed_fen = assessed_fen + 100, outstanding_fen = outstanding_fen + 100',
    'assessed_fen > 0',
    /C\d{8}/,
  ),
  set('the state of a case', 'case_state', `status = 'unfounded'`, `status = 'new'`, /C\d{8}/),
  set('who holds a case', 'case_state', `assignee = 'liuyang'`, 'assignee is null', /C\d{8}/),
  remove('a case taken out of the lists', 'case_state', 'true', /C\d{8}/),
  set('a finding held back', 'finding_state', 'is_held_back = 1', 'is_held_back = 0', /C\d{8}/),
  sql(
    'a finding put in',
    `insert into finding_state select 'made-up', case_id, rule_id, person_id, occurrence_key, 0, 0, direction, amount_fen, match_strength, evidence_hash from finding_state limit 1`,
    /C\d{8}/,
  ),
  set(
    'what a case owed on a day',
    'case_day',
    `stood = replace(stood, '0,', '1,')`,
    `stood like '%0,%'`,
    /C\d{8}/,
  ),
  set('since when a case stands so', 'case_day', `from_on = '2020-01-01'`, 'true', /C\d{8}/),
  remove('a day of a case taken out', 'case_day', 'true', /C\d{8}/),
  sql('a row of the queue left out', `delete from case_queue where case_id = 'C00000001'`, /C00000001/),
  set('a receipt that nobody confirmed', 'unconfirmed_receipt', 'amount_fen = 1', 'true', /C\d{8}/),
  // papers, batches, commands
  set('a number made void', 'notice_number', 'is_void = 1', 'is_void = 0', /notice_number/),
  remove('a number taken out of its series', 'notice_number', 'true', /notice_number/),
  set(
    'the term of a batch',
    'batch_state',
    `reply_due_on = '2030-01-01'`,
    'true',
    /batch_state .*reply_due_on/,
  ),
  set('the answer to an item', 'batch_item', `outcome = 'supported'`, 'true', /batch_item .*outcome/),
  remove('an item taken out of a batch', 'batch_item', 'true', /batch_item/),
  remove('the key of a command', 'command', `first_seq > 0`, /command/),
  set('what a command was', 'command', `digest = 'x'`, `first_seq > 0`, /command .*digest/),
  // the guards themselves
  {
    what: 'a guard of the journal taken away',
    tamper: (db) => db.exec('drop trigger event_is_never_changed'),
    named: /event_is_never_changed/,
  },
  {
    what: 'an index taken away',
    tamper: (db) => db.exec('drop index case_by_person'),
    named: /case_by_person/,
  },
];
