import { Zip } from 'easy-template-x';
import type { Desk } from '../../../workbench/server/desk.ts';

/** The one township of whoever asks. */
export const HOME = '竹园镇';

/** People of other places, by all that would name one of them and nobody of this place. */
export interface Foreign {
  cases: string[];
  words: string[];
  /** Both, by how they begin: a text is gone through once, however many they are. */
  byStart: ReadonlyMap<string, readonly string[]>;
}

/** No word that would name somebody is shorter. */
const START = 3;

export async function peopleElsewhere(desk: Desk): Promise<Foreign> {
  const people = await desk.reader.use((build) =>
    build.rows<{ name: string; resident_id: string | null; township: string | null }>(
      'select name, resident_id, township from canonical.person where name is not null',
    ),
  );
  const rows = desk.ledger.db
    .prepare('select case_id, name, debtor_name, resident_id, township from case_state')
    .all();
  const all = [...people, ...(rows as unknown as typeof people)];
  const known = new Set(
    all.filter(({ township }) => township === HOME).flatMap(({ name, resident_id }) => [name, resident_id]),
  );
  for (const row of desk.ledger.db.prepare('select display_name from user_state').all())
    known.add(String(row.display_name));
  // somebody whose place one list does not know may be of this one by another
  const elsewhere = all.filter(({ township }) => township !== HOME && township !== null);
  const named = elsewhere.flatMap(({ name, resident_id }) => [name, resident_id ?? '']);
  const words = [...new Set(named)].filter((word) => word.length >= START && !known.has(word));
  const cases = rows.filter(({ township }) => township !== HOME).map(({ case_id }) => String(case_id));
  return { cases, words, byStart: Map.groupBy([...cases, ...words], (word) => word.slice(0, START)) };
}

export async function foreignIn(response: Response, foreign: Foreign, asked: string): Promise<string[]> {
  const text = await textOf(Buffer.from(await response.arrayBuffer()));
  return namedIn(text, foreign, asked);
}

/** What of other places a text names and was not asked for by that name. */
export function namedIn(text: string, { byStart }: Pick<Foreign, 'byStart'>, asked: string): string[] {
  const told = decodeURIComponent(asked);
  const found = new Set<string>();
  for (let at = 0; at + START <= text.length && found.size < 5; at += 1)
    for (const word of byStart.get(text.slice(at, at + START)) ?? [])
      if (text.startsWith(word, at) && !told.includes(word)) found.add(word);
  return [...found];
}

export async function textOf(content: Buffer): Promise<string> {
  if (content.subarray(0, 2).toString() !== 'PK') return content.toString('utf8');
  const zip = await Zip.load(content);
  const parts = zip.listFiles().map(async (name) => zip.getFile(name).getContentBinary(Buffer));
  return (await Promise.all((await Promise.all(parts)).map(textOf))).join('\n');
}
