const CANDIDATES = [',', '\t', '|', ';', '^', '~'] as const;

/**
 * The delimiter that cuts most of the first lines into the same number of cells. Titles and footers have
 * fewer and free text may hold any of them, so the commonest count decides, not the mean.
 */
export function sniffDelimiter(lines: readonly string[]): string {
  let best: string = ',';
  let bestScore = 0;
  for (const candidate of CANDIDATES) {
    const tally = new Map<number, number>();
    for (const line of lines) {
      const count = countOutsideQuotes(line, candidate);
      if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
    }
    for (const [count, lineCount] of tally) {
      const score = lineCount * Math.sqrt(count);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
  }
  return best;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) count += 1;
  }
  return count;
}
