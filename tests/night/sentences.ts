import { addMonths } from '../../core/month.ts';
import { Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

/** What is found of somebody who was paid while they served a sentence. */
export interface PaidWhileServing {
  name: string;
  first_month: number;
  last_month: number;
  match_strength: string;
}

/** A list of sentences as somebody sends it: what stands above it, and its columns after name, number and judgment. */
interface SentenceList {
  file: string;
  title: string;
  columns: readonly string[];
}

/** A later judgement of the case of the payee at a place: its number, then what stands in the list's columns. */
type LaterJudgement = readonly [place: number, no: string, ...cells: string[]];

/** After the last night of a year in which everybody was paid every month, and the payees, in turn, served these sentences. */
export async function officeWithSentences(
  { file, title, columns }: SentenceList,
  sentences: readonly (readonly string[])[],
  later: readonly LaterJudgement[] = [],
): Promise<{ office: Office; found: PaidWhileServing[] }> {
  const office = new Office();
  for (let month = 202201; month <= 202212; month = addMonths(month, 1))
    office.put(rosterName(month), roster(month));
  const named = (place: number, no: string, cells: readonly string[]) => {
    const { name, residentId } = payee(place);
    return [name, residentId, no, ...cells];
  };
  const lines = sentences.map((cells, place) => named(place, `（2021）云2504刑初${place}号`, cells));
  const again = later.map(([place, no, ...cells]) => named(place, no, cells));
  office.put(file, csv([[title], columns, ...lines, ...again]));
  await office.night('2022-12-31');
  const found = await office.read<PaidWhileServing>(
    "select name, first_month, last_month, match_strength from result.finding where rule_id = 'imprisonment/paid-while-imprisoned' order by first_month",
  );
  return { office, found };
}
