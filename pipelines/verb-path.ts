import type { Command } from 'commander';

/** The words of a verb below the program, such as `receipts list`. */
export function verbPath(verb: Command): string {
  const words: string[] = [];
  for (let one: Command | null = verb; one?.parent != null; one = one.parent) words.unshift(one.name());
  return words.join(' ');
}
