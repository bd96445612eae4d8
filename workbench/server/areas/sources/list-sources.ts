import type { z } from 'zod';
import { maskText } from '../../../../core/mask.ts';
import { listSourcesState, sourcesOf } from '../../../../explanation/sources-state.ts';
import { type FileLine, readNightSummary } from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import type { sources } from '../../../contract/sources.ts';
import type { Desk } from '../../desk.ts';
import { differs, statedTotals } from '../nights/files-by-source.ts';
import { senderQuality } from './sender-quality.ts';

/** Rows of one kind of defect that are named one by one. */
const ROWS_NAMED = 12;

export async function listSources(desk: Desk) {
  const states = await listSourcesState(desk.reader);
  return {
    as_of: (await desk.reader.use(dayOf)) ?? '',
    sources: states,
  };
}

/** The files of a source as the night told them; the build knows their hash and until when they speak. */
export function listSourceFiles(
  desk: Desk,
  source: string,
): Promise<z.input<(typeof sources.files)['answer']>> {
  return desk.reader.use(async (build) => {
    const rows = await build.rows<{
      file_no: number;
      hash: string;
      name: string;
      status: string;
      received_at: string;
      data_until: string | null;
      received: number;
      used: number;
      refused: number;
      ignored: number;
    }>(
      `select file.file_no, hash, name, status, received_at, source_file.data_until, received, used, refused, ignored
       from file
       left join result.source_file as source_file
           on source_file.file_no = file.file_no and source_file.source = $source
       where list_contains(string_split(coalesce(file.source, ''), '+'), $source)
       order by file.file_no desc`,
      { source },
    );
    const run = currentBuild(desk.workspace.builds);
    const night = run === null ? null : readNightSummary(desk.workspace.reports, run);
    const told = new Map<string, FileLine>(
      (night?.files ?? []).filter(({ status }) => status !== 'refused').map((file) => [file.file, file]),
    );
    return {
      files: rows.map((row) => {
        const line = told.get(row.name);
        const totals = line === undefined ? [] : statedTotals(line);
        const remark = line?.reason ? { zh: line.reason, en: line.reason_en ?? '' } : null;
        const counted = line !== undefined && line.received === row.received ? line : row;
        const { received, used, refused, ignored } = counted;
        return {
          ...row,
          ...{ received, used, refused, ignored },
          status: line?.status ?? row.status,
          remark,
          held: line?.held ?? 0,
          unexplained: (line?.unexplained ?? []).map(({ column, word, rows: waiting, example }) => ({
            ...{ column, word: maskText(word), rows: waiting, row: example.row },
          })),
          totals_differ: totals.length === 0 ? null : totals.filter(differs).length,
        };
      }),
    };
  });
}

/** Defects per submission, without anybody's name: rows are named by number. */
export async function listSenders(desk: Desk) {
  return desk.reader.use(async (build) => {
    const titles = new Map((await sourcesOf(build)).map((state) => [state.source, state]));
    const senders = await senderQuality(desk, build.build);
    return {
      senders: senders.map(({ sender, deliveries, rows, defects, repeats, most_times }) => ({
        source: sender,
        title: titles.get(sender)?.title ?? sender,
        english: titles.get(sender)?.english ?? sender,
        sender: titles.get(sender)?.sender ?? null,
        ...{ rows, defects, repeats, most_times },
        deliveries: deliveries.map(({ standing, defect_ratio: _ratio, ...delivery }) => ({
          ...delivery,
          kinds: [...Map.groupBy(standing, ({ code }) => code)]
            .map(([code, own]) => ({
              code,
              reason: shortReason(own[0]?.zh ?? code),
              count: own.length,
              most_times: Math.max(...own.map(({ times }) => times)),
              rows: own.slice(0, ROWS_NAMED).map(({ row }) => row),
            }))
            .sort((one, other) => other.count - one.count),
        })),
      })),
    };
  });
}

/** What is wrong, without the advice that goes back to the sender with the row. */
function shortReason(zh: string): string {
  return maskText(zh.split(/[，。]请/)[0] ?? zh);
}
