import type { StatementLine } from '../reads/money/statement-lines.ts';

/**
 * The line of another statement that a waiting line may be once more: the same day, amount and payer, and no other account.
 * Banks give the same payment another serial number in another file, and two people may pay the same on one day, so it is
 * asked. Of two that both wait, the one of the earlier statement is not asked about.
 */
export function lookAlikes(lines: readonly StatementLine[]): Map<string, StatementLine> {
  const whole = lines.filter(({ split_from }) => split_from === null);
  const alike = Map.groupBy(whole, (one) => `${one.booked_on} ${one.amount_fen} ${writtenPlain(one.payer)}`);
  const found = new Map<string, StatementLine>();
  for (const same of alike.values()) {
    for (const line of same) {
      const other = same.find(
        (one) => isOtherFile(one, line) && (one.status !== 'open' || isFirst(one, line)),
      );
      if (line.status === 'open' && other !== undefined) found.set(line.line_id, other);
    }
  }
  return found;
}

/** The earlier line of the same statement that is like this one: two payments, most often, and sometimes one listed twice. */
export function twinBefore(lines: readonly StatementLine[], line: StatementLine): StatementLine | undefined {
  return lines.find(
    (one) =>
      one.statement_id === line.statement_id &&
      one.row < line.row &&
      one.split_from === null &&
      one.booked_on === line.booked_on &&
      one.amount_fen === line.amount_fen &&
      writtenPlain(one.payer) === writtenPlain(line.payer),
  );
}

function isOtherFile(one: StatementLine, other: StatementLine): boolean {
  const accounts = new Set([one.payer_account, other.payer_account].filter((account) => account !== null));
  return one.statement_id !== other.statement_id && accounts.size < 2;
}

function isFirst(one: StatementLine, other: StatementLine): boolean {
  return one.statement_id < other.statement_id;
}

/** As it is compared: without brackets and blanks, in one width and case. */
export function writtenPlain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[〔〕[\]【】()〈〉<>「」\s]/g, '')
    .toLowerCase();
}
