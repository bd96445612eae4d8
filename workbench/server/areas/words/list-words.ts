import type { z } from 'zod';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import { listOfficeWords, subjectOf } from '../../../../casework/words/office-words.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import { maskText } from '../../../../core/mask.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { waitingWords } from '../../../../explanation/waiting-words.ts';
import { loadSources } from '../../../../reading/sources/load-sources.ts';
import { meaningsOf } from '../../../../reading/vocabularies/meanings-of.ts';
import type { TaughtWord } from '../../../../reading/vocabularies/taught-word.ts';
import { answerTrialTime } from '../../../../reports/morning/trial-time.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import type { words } from '../../../contract/words.ts';
import type { Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';

export type Word = Omit<TaughtWord, 'means'>;

/** A word goes through addresses by a key of its own: a cell may hold what is not to be seen there. */
export const wordId = (word: Word): string => sha256Hex(subjectOf(word)).slice(0, 24);

const NO_WORD = { zh: '没有这个词。', en: 'There is no such word.' };

/** What the published build waits for; asked once per build. */
export function heldWords(build: PublishedBuild) {
  return build.once('waiting-words', () => waitingWords(build, loadSources()));
}

/** The words that rows wait for and nobody has explained since the night. */
export async function openWords(desk: Desk, build: PublishedBuild) {
  const taught = new Set(listOfficeWords(desk.ledger).map(subjectOf));
  return (await heldWords(build)).filter((word) => !taught.has(subjectOf(word)));
}

export function listWords(desk: Desk): Promise<z.input<(typeof words.list)['answer']>> {
  return desk.reader.use(async (build) => {
    const day = await dayOf(build);
    const office = listOfficeWords(desk.ledger);
    const meantBy = new Map(office.map((word) => [subjectOf(word), word.means]));
    const waiting = (await heldWords(build)).map((held) => ({
      ...{ word_id: wordId(held), source: held.source, title: held.title, english: held.english },
      column: { zh: held.column, en: held.column_en },
      word: maskText(held.word),
      ...{ rows: held.rows, files: held.files, example: held.example, meanings: held.meanings },
      proposals: held.proposals.map(({ word, means }) => ({ code: means, like: word })),
      taught: meantBy.get(subjectOf(held)) ?? null,
    }));
    const trial = answerTrialTime(desk.workspace);
    return { as_of: day ?? '', waiting, taught: listTaught(desk, office), trial };
  });
}

/** A word that rows wait for, by its key. */
export async function findWaiting(desk: Desk, id: string) {
  const found = (await desk.reader.use(heldWords)).find((word) => wordId(word) === id);
  return found ?? notFound(NO_WORD);
}

/** The word behind a key: one that rows wait for, or one that the office taught. */
export async function findWord(desk: Desk, id: string): Promise<Word> {
  const known: Word[] = [...listOfficeWords(desk.ledger), ...(await desk.reader.use(heldWords))];
  const found = known.find((word) => wordId(word) === id);
  if (!found) notFound(NO_WORD);
  const { source, field, word } = found;
  return { source, field, word };
}

function listTaught(desk: Desk, office: ReturnType<typeof listOfficeWords>) {
  const sources = new Map(loadSources().map((source) => [source.source, source]));
  return office
    .toSorted((one, other) => (one.taught_at < other.taught_at ? 1 : -1))
    .map((taught) => {
      const source = sources.get(taught.source);
      const field = source?.vocabulary[taught.field];
      const means = field && meaningsOf(field).find(({ code }) => code === taught.means);
      return {
        ...{ word_id: wordId(taught), source: taught.source },
        ...{ title: source?.title ?? taught.source, english: source?.english ?? taught.source },
        column: { zh: field?.title ?? taught.field, en: field?.english ?? taught.field },
        word: maskText(taught.word),
        means: { zh: means?.zh ?? taught.means, en: means?.en ?? taught.means },
        taught_by: nameOfUser(desk.ledger, taught.taught_by),
        ...{ taught_at: taught.taught_at, reason: maskText(taught.reason) },
      };
    });
}
