import { MONEY_COLUMNS } from '../money-columns.ts';

const SQL_TYPES = { text: 'varchar', integer: 'integer', fen: 'bigint', flag: 'boolean' } as const;

export type CarriedType = keyof typeof SQL_TYPES;

const money = Object.fromEntries(MONEY_COLUMNS.map((name) => [name, 'fen'])) as Record<
  (typeof MONEY_COLUMNS)[number],
  'fen'
>;

/** What is carried from the ledger into the marts, table by table; `sql/marts` reads these and the published build. */
export const LEDGER_TABLES = {
  // the period itself and those it is compared with
  period: {
    period: 'text',
    title: 'text',
    from_on: 'text',
    to_on: 'text',
    from_month: 'integer',
    to_month: 'integer',
  },
  // one row per case, period and edge ('opening' or 'closing') at which it was open already
  case_at: {
    period: 'text',
    edge: 'text',
    case_id: 'text',
    person_id: 'text',
    name: 'text',
    township: 'text',
    status: 'text',
    status_title: 'text',
    // whether a term was missed, and what follows from that
    is_past_term: 'flag',
    origin: 'text',
    outcome: 'text',
    // whether the lead held, as people decided; null where that says nothing about the rule
    is_substantiated: 'flag',
    // of the finding that the case is counted under
    rule_id: 'text',
    rule_title: 'text',
    match_strength: 'text',
    opened_on: 'text',
    decided_on: 'text',
    approved_on: 'text',
    settled_on: 'text',
    overpaid_months: 'integer',
    // of a case in which no amount was approved yet: the one that waits for signatures
    proposed_fen: 'fen',
    ...money,
  },
  // one row per case as all its events add up, whenever they were
  case_now: { case_id: 'text', ...money },
  // one row per case as the casebook of the ledger holds it
  casebook: { case_id: 'text', ...money },
  movement: {
    case_id: 'text',
    person_id: 'text',
    entry_id: 'text',
    kind: 'text',
    moved_on: 'text',
    month: 'integer',
    amount_fen: 'fen',
    is_reversal: 'flag',
    bank_line_id: 'text',
  },
  bank_line: { line_id: 'text', amount_fen: 'fen', case_id: 'text' },
  notice: { case_id: 'text', person_id: 'text', notice_number: 'text', issued_on: 'text', served_on: 'text' },
  instalment: { case_id: 'text', person_id: 'text', due_on: 'text', amount_fen: 'fen', uncovered_fen: 'fen' },
  batch: { batch_id: 'text', title: 'text', received_on: 'text', place: 'integer' },
  batch_item: {
    batch_id: 'text',
    item_number: 'integer',
    person_id: 'text',
    is_verified: 'flag',
    outcome: 'text',
  },
  // every way in which a person came to notice
  naming: { person_id: 'text', kind: 'text', batch_id: 'text' },
  // the one source each case and its money counts with
  case_source: { case_id: 'text', kind: 'text', batch_id: 'text' },
  // the one source each person counts with
  attribution: { person_id: 'text', kind: 'text', batch_id: 'text' },
  // money that the fund owes people, by how far it has come; it enters no column of a case's money
  owed_to_person: {
    case_id: 'text',
    person_id: 'text',
    step: 'text',
    stepped_on: 'text',
    amount_fen: 'fen',
  },
  // what somebody said of a difference of the tie-out, and of which amounts
  tie_out_explained: {
    difference_key: 'text',
    stated: 'text',
    reason: 'text',
    words: 'text',
    explained_by: 'text',
    explained_on: 'text',
  },
  source_title: { source: 'text', title: 'text' },
} as const satisfies Record<string, Record<string, CarriedType>>;

export type LedgerTable = keyof typeof LEDGER_TABLES;

type CellOf<Type extends CarriedType> = Type extends 'flag'
  ? boolean | null
  : Type extends 'text'
    ? string | null
    : number | null;

export type LedgerRow<Table extends LedgerTable> = {
  -readonly [Name in keyof (typeof LEDGER_TABLES)[Table]]: (typeof LEDGER_TABLES)[Table][Name] extends CarriedType
    ? CellOf<(typeof LEDGER_TABLES)[Table][Name]>
    : never;
};

export type LedgerRows = { [Table in LedgerTable]: LedgerRow<Table>[] };

export function emptyRows(): LedgerRows {
  return Object.fromEntries(Object.keys(LEDGER_TABLES).map((table) => [table, []])) as unknown as LedgerRows;
}

export function ledgerColumns(table: LedgerTable): { name: string; type: CarriedType }[] {
  return Object.entries(LEDGER_TABLES[table]).map(([name, type]) => ({ name, type: type as CarriedType }));
}

export function sqlType(type: CarriedType): string {
  return SQL_TYPES[type];
}
