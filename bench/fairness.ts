import { type InnocentNight, innocentNight } from './fairness/innocent-night.ts';
import { goalsOf, rowsByRule } from './fairness/tally.ts';
import { printTable } from './linkage/figures.ts';

const USAGE = 'npm run bench -- fairness [people=1500] [seeds=11,12,13] [list]';

/** Whole nights over counties of innocents: whom the rules accuse, and what the goals say of it. */
export async function run(args: string[]): Promise<void> {
  const people = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1_500);
  const seeds = (args.find((arg) => arg.startsWith('seeds=')) ?? 'seeds=11,12,13')
    .slice(6)
    .split(',')
    .map(Number);
  if (!Number.isInteger(people) || !seeds.every(Number.isInteger)) throw new Error(USAGE);
  const nights: InnocentNight[] = [];
  for (const seed of seeds) {
    const night = await innocentNight(people, seed);
    nights.push(night);
    console.log(
      `seed ${seed}: ${night.people} people, ${night.looking_guilty} of them look guilty on paper; ` +
        `${night.accusations.length} accusations, ${night.true_of_lists} findings true of the lists, ${night.held_rows} rows held`,
    );
    for (const file of night.unread) console.log(`  refused: ${file}`);
    if (args.includes('list')) {
      for (const { rule_id, match_strength, amount_fen, kind, name, reason } of night.accusations) {
        console.log(`  ${rule_id} ${match_strength} ${amount_fen ?? '-'} [${kind}] ${name}: ${reason}`);
      }
    }
  }
  printTable('accusations of innocents, all seeds', rowsByRule(nights));
  printTable('goals', goalsOf(nights));
}
