import { fileNoSql } from '../core/row-number.ts';
import type { Delivery } from '../reading/deliveries/delivery.ts';
import type { PublishedBuild } from './published-reader.ts';

/** What became of a received file; of several things the one that wants a person first. */
export const FATES = ['refused', 'asked', 'held', 'superseded', 'partly', 'used'] as const;

export type Fate = (typeof FATES)[number];

/** A received file as the published build has it: received = used + refused + ignored, always. */
export interface ReceivedFile {
  file_no: number;
  hash: string;
  name: string;
  fate: Fate;
  sources: string[];
  received_at: string;
  data_until: string | null;
  received: number;
  used: number;
  refused: number;
  ignored: number;
  /** Of the used rows, those that wait for a meaning, and those that wait until somebody rules on two files. */
  held: number;
  asked: number;
  /** Of the ignored rows, those that a later file took the place of. */
  replaced: number;
  /** Why it was refused as a whole. */
  reason: { zh: string; en: string } | null;
}

interface FileRow extends Omit<ReceivedFile, 'fate' | 'sources' | 'reason'> {
  status: string;
  source: string | null;
  zh: string | null;
  en: string | null;
}

/** Every file that a night has received, the latest first. */
export function receivedFiles(build: PublishedBuild): Promise<ReceivedFile[]> {
  return build.once('received-files', async () => {
    const rows = await build.rows<FileRow>(`
      with waiting as (
          select ${fileNoSql('row_id')} as file_no,
              count(distinct row_id) filter (where field <> '*') as held,
              count(distinct row_id) filter (where field = '*') as asked
          from held group by all
      ),
      replaced as (
          select ${fileNoSql('row_id')} as file_no, count(distinct row_id) as replaced
          from dropped_row group by all
      ),
      spoken as (select file_no, max(data_until) as data_until from result.source_file group by all)
      select
          file.file_no::integer as file_no, file.hash, file.name, file.status, file.source, file.zh, file.en,
          file.received_at, spoken.data_until,
          file.received::integer as received,
          (file.used - coalesce(replaced.replaced, 0))::integer as used,
          file.refused::integer as refused,
          (file.ignored + coalesce(replaced.replaced, 0))::integer as ignored,
          coalesce(waiting.held, 0)::integer as held,
          coalesce(waiting.asked, 0)::integer as asked,
          coalesce(replaced.replaced, 0)::integer as replaced
      from file
      left join waiting on waiting.file_no = file.file_no
      left join replaced on replaced.file_no = file.file_no
      left join spoken on spoken.file_no = file.file_no
      order by file.file_no desc`);
    return rows.map(({ status, source, zh, en, ...file }) => ({
      ...file,
      fate: fateOf({ ...file, status }),
      sources: (source ?? '').split('+').filter((one) => one !== ''),
      reason: status === 'refused' ? { zh: zh ?? '', en: en ?? '' } : null,
    }));
  });
}

function fateOf({
  status,
  asked,
  held,
  used,
  refused,
  replaced,
}: Omit<FileRow, 'zh' | 'en' | 'source'>): Fate {
  if (status === 'refused') return 'refused';
  if (asked > 0) return 'asked';
  if (held > 0) return 'held';
  if (replaced > 0 && used === 0) return 'superseded';
  return refused > 0 ? 'partly' : 'used';
}

/** Two files that speak of the same, the earlier one first, with what the night made of them. */
export interface Overlap extends Pick<Delivery, 'source' | 'period' | 'verdict' | 'is_overruled'> {
  rows: number;
  earlier: { hash: string; name: string };
  later: { hash: string; name: string };
}

/** What the night decided of files that touch one another, and what it asks. */
export async function overlaps(build: PublishedBuild): Promise<Overlap[]> {
  const files = new Map((await receivedFiles(build)).map((file) => [file.file_no, file]));
  const night = await build.first<{ record: string }>('select record from result.night');
  const { deliveries = [] } = JSON.parse(night?.record ?? '{}') as { deliveries?: Delivery[] };
  return deliveries.flatMap(({ file_no, by_file_no, row_count, ...one }) => {
    // the file that asks whether it corrects another is the later one
    const [first, second] = one.verdict === 'asks' ? [by_file_no, file_no] : [file_no, by_file_no];
    const [earlier, later] = [files.get(first), files.get(second)];
    if (earlier === undefined || later === undefined) return [];
    const nameOf = ({ hash, name }: ReceivedFile) => ({ hash, name });
    return [{ ...one, rows: row_count, earlier: nameOf(earlier), later: nameOf(later) }];
  });
}
