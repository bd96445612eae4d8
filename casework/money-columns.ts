/** The columns of money that a case has in the casebook, in fen; every other list of them is made from this one. */
export const MONEY_COLUMNS = [
  // what the findings claim, before a person has fixed anything
  'claimed_fen',
  'assessed_fen',
  'offset_fen',
  'repaid_fen',
  'written_off_fen',
  'refunded_fen',
  // below zero when too much came in: then the same sum stands in `refund_due_fen`
  'outstanding_fen',
  'refund_due_fen',
] as const;

/**
 * What is owed and what became of it, in fen. Always
 * assessed − offset − repaid − written off + refunded = outstanding.
 */
export type Money = Record<MoneyColumn, number>;

export type MoneyColumn = (typeof MONEY_COLUMNS)[number];
