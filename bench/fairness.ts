import { readHeldOutWords } from './fairness/held-out-words.ts';
import { type InnocentNight, innocentNight } from './fairness/innocent-night.ts';
import { goalsOf, rowsByRule, rowsOfWords } from './fairness/tally.ts';
import { printTable } from './linkage/figures.ts';

const USAGE = 'npm run bench -- fairness [people=1500] [seeds=11,12,13] [list]';

/** Whole nights over counties of innocents: whom the rules accuse, how new words are read, and what the goals say of it. */
export async function run(args: string[]): Promise<void> {
  const { people, seeds, isListed } = asked(args);
  const nights: InnocentNight[] = [];
  for (const seed of seeds) {
    const night = await innocentNight(people, seed);
    nights.push(night);
    console.log(
      `seed ${seed}: ${night.people} people, ${night.looking_guilty} of them look guilty on paper; ` +
        `${night.accusations.length} accusations, ${night.true_of_lists} findings true of the lists, ${night.held_rows} rows held`,
    );
    for (const file of night.unread) console.log(`  refused: ${file}`);
    if (isListed) {
      for (const { rule_id, match_strength, amount_fen, kind, name, reason } of night.accusations) {
        console.log(`  ${rule_id} ${match_strength} ${amount_fen ?? '-'} [${kind}] ${name}: ${reason}`);
      }
    }
  }
  printTable('accusations of innocents, all seeds', rowsByRule(nights));
  const words = readHeldOutWords();
  printTable('words that no vocabulary was made from', rowsOfWords(words));
  printTable('goals', goalsOf(nights, words));
}

/** Refuses whatever it does not understand: a measure of other counties than those asked for is none. */
function asked(args: readonly string[]): { people: number; seeds: number[]; isListed: boolean } {
  const said = { people: 1_500, seeds: [11, 12, 13], isListed: false };
  for (const arg of args) {
    const people = /^(?:people=)?([1-9]\d*)$/.exec(arg)?.[1];
    const seeds = /^seeds=(\d+(?:,\d+)*)$/.exec(arg)?.[1];
    if (people !== undefined) said.people = Number(people);
    else if (seeds !== undefined) said.seeds = seeds.split(',').map(Number);
    else if (arg === 'list') said.isListed = true;
    else throw new Error(`${arg}: ${USAGE}`);
  }
  return said;
}
