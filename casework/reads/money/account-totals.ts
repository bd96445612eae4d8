import type { Ledger } from '../../../storage/ledger/ledger.ts';

export interface AccountPart {
  lines: number;
  amount_fen: number;
}

/** What came into the recovery account in a period, and what became of it. */
export interface AccountTotals {
  received: AccountPart;
  entered: AccountPart;
  open: AccountPart;
  set_aside: AccountPart;
  first_on: string | null;
  last_on: string | null;
}

/**
 * Adds up the statement lines booked from a day to a day; received = entered + open + set aside. A line that was split
 * counts as its parts.
 */
export function totalAccount(ledger: Ledger, from: string | null, to: string | null): AccountTotals {
  const rows = ledger
    .statement(
      `select status, count(*) as lines, sum(amount_fen) as amount_fen, min(booked_on) as first_on, max(booked_on) as last_on
       from bank_line where status <> 'split' and booked_on >= ? and booked_on <= ? group by status`,
    )
    .all(from ?? '', to ?? '9999-12-31');
  const part = (status: string): AccountPart => {
    const row = rows.find((one) => one.status === status);
    return { lines: Number(row?.lines ?? 0), amount_fen: Number(row?.amount_fen ?? 0) };
  };
  const received = rows.reduce<AccountPart>(
    (sum, row) => ({
      lines: sum.lines + Number(row.lines),
      amount_fen: sum.amount_fen + Number(row.amount_fen),
    }),
    { lines: 0, amount_fen: 0 },
  );
  const days = rows.flatMap((row) => [String(row.first_on), String(row.last_on)]).sort();
  return {
    received,
    entered: part('matched'),
    open: part('open'),
    set_aside: part('set-aside'),
    first_on: days[0] ?? null,
    last_on: days.at(-1) ?? null,
  };
}
