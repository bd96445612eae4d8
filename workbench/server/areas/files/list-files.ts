import type { z } from 'zod';
import { listStandingRulings } from '../../../../casework/deliveries/rulings.ts';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import { maskText } from '../../../../core/mask.ts';
import { overlaps, type ReceivedFile, receivedFiles } from '../../../../explanation/received-files.ts';
import { loadSources } from '../../../../reading/sources/load-sources.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import { DESK_FATES, type DeskFile, type files } from '../../../contract/files.ts';
import type { Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';
import { inboxFiles } from '../sources/inbox.ts';

type Wish = z.output<(typeof files.list)['query']>;

const PAGE_SIZE = 50;

/** Every file of the office, the latest first: those in the inbox, then those that nights have received. */
export async function listFiles(
  desk: Desk,
  { fate, text = '', page }: Wish,
): Promise<z.input<(typeof files.list)['answer']>> {
  const all = await deskFiles(desk);
  const counts = Object.fromEntries(
    DESK_FATES.map((one) => [one, all.filter((file) => file.fate === one).length]),
  ) as z.input<(typeof files.list)['answer']>['counts'];
  const chosen = all.filter((file) => (fate === undefined || file.fate === fate) && file.name.includes(text));
  return {
    as_of: await lastDay(desk),
    counts,
    total: chosen.length,
    page_size: PAGE_SIZE,
    files: chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
  };
}

export async function oneFile(desk: Desk, hash: string): Promise<DeskFile> {
  const found = (await deskFiles(desk)).find((file) => file.hash === hash);
  return found ?? notFound({ zh: '没有这个文件。', en: 'There is no such file.' });
}

/** Files that touch one another, what the night made of them, and what people have said of them. */
export async function listOverlaps(desk: Desk): Promise<z.input<(typeof files.overlaps)['answer']>> {
  if (currentBuild(desk.workspace.builds) === null) return { overlaps: [] };
  const found = await desk.reader.use(overlaps);
  const rulings = listStandingRulings(desk.ledger);
  const title = titles();
  return {
    overlaps: found.map(({ source, ...overlap }) => {
      const said = rulings.find(
        ({ hash, by_hash }) => hash === overlap.earlier.hash && by_hash === overlap.later.hash,
      );
      return {
        ...overlap,
        title: title(source),
        ruling: said
          ? {
              verdict: said.verdict,
              by: nameOfUser(desk.ledger, said.ruled_by),
              at: said.ruled_at,
              reason: maskText(said.reason),
            }
          : null,
      };
    }),
  };
}

async function deskFiles(desk: Desk): Promise<DeskFile[]> {
  const received = currentBuild(desk.workspace.builds) === null ? [] : await desk.reader.use(receivedFiles);
  const known = new Set(received.map(({ hash }) => hash));
  const title = titles();
  const waiting = inboxFiles(desk).filter(({ hash }) => !known.has(hash));
  return [...waiting.map(asWaiting), ...received.map((file) => asReceived(file, title))];
}

function asReceived(file: ReceivedFile, title: (source: string) => { zh: string; en: string }): DeskFile {
  return { ...file, sources: file.sources.map(title) };
}

function asWaiting({ hash, name, modified_at }: ReturnType<typeof inboxFiles>[number]): DeskFile {
  return {
    ...{
      hash,
      name,
      fate: 'waiting',
      sources: [],
      file_no: null,
      received_at: modified_at,
      data_until: null,
    },
    ...{ received: 0, used: 0, refused: 0, ignored: 0, held: 0, asked: 0, replaced: 0, reason: null },
  };
}

function titles(): (source: string) => { zh: string; en: string } {
  const known = new Map(
    loadSources().map(({ source, title, english }) => [source, { zh: title, en: english }]),
  );
  return (source) => known.get(source) ?? { zh: source, en: source };
}

async function lastDay(desk: Desk): Promise<string> {
  if (currentBuild(desk.workspace.builds) === null) return '';
  return (await desk.reader.use(dayOf)) ?? '';
}
