/** Prints rows as an aligned table; the first row is the heading. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  console.log(`\n${title}`);
  for (const [index, row] of rows.entries()) {
    console.log(
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    );
    if (index === 0) console.log(widths.map((size) => '-'.repeat(size)).join('  '));
  }
}

/** Chinese characters take two columns of a terminal. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += character > '\u2e80' ? 2 : 1;
  return columns;
}

export interface Score {
  readonly found: number;
  readonly correct: number;
  readonly expected: number;
}

export function precision(score: Score): number {
  return score.found === 0 ? 1 : score.correct / score.found;
}

export function recall(score: Score): number {
  return score.expected === 0 ? 1 : score.correct / score.expected;
}

export function f1(score: Score): number {
  return score.found + score.expected === 0 ? 1 : (2 * score.correct) / (score.found + score.expected);
}

export function percent(share: number): string {
  return (100 * share).toFixed(2);
}

export function scoreRow(name: string, score: Score): string[] {
  return [
    name,
    String(score.found),
    String(score.correct),
    percent(precision(score)),
    percent(recall(score)),
    percent(f1(score)),
  ];
}

export const SCORE_HEADING = ['', 'links', 'true', 'P %', 'R %', 'F1 %'] as const;
