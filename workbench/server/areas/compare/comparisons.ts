import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Warehouse } from '../../../../storage/warehouse/database.ts';
import type { ComparedList, Comparison } from '../../../contract/compare.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { notFound, Refused } from '../../refused.ts';
import { countSplit, openResult } from './result-rows.ts';

/** Files of a comparison that nobody came back to are deleted after this. */
const FORGOTTEN_AFTER = 2 * 60 * 60_000;

type Side = 'left' | 'right';

interface VerbList {
  file: string;
  sheet: string;
  rows: number;
  ignored: number;
  columns: Record<string, string>;
}

/** One comparison of one user: two files in a folder of its own, and what came of them. */
export interface Work {
  work_id: string;
  user: string;
  folder: string;
  paths: Partial<Record<Side, string>>;
  lists: Record<Side, ComparedList | null>;
  result: Comparison['result'];
  /** The result, open for paging. */
  warehouse: Warehouse | null;
  used_at: number;
}

const works = new WeakMap<Desk, Map<string, Work>>();

export function beginWork({ desk, user }: Asking): Work {
  const known = worksOf(desk);
  sweep(known);
  const workId = randomBytes(16).toString('hex');
  const folder = join(desk.workspace.home, 'comparisons', workId);
  // other users of the machine have no business with the lists
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const work: Work = {
    work_id: workId,
    user: user.user_id,
    folder,
    paths: {},
    lists: { left: null, right: null },
    result: null,
    warehouse: null,
    used_at: Date.now(),
  };
  known.set(workId, work);
  return work;
}

/** A comparison belongs to whoever began it; to everybody else it is not there. */
export function findWork({ desk, user }: Asking, workId: string): Work {
  const work = worksOf(desk).get(workId);
  if (work === undefined || work.user !== user.user_id) {
    notFound({
      zh: '这次比对已经结束，文件已删除。请重新送入。',
      en: 'This comparison is over and its files deleted; send them again.',
    });
  }
  work.used_at = Date.now();
  return work;
}

export async function takeList(
  { desk }: Asking,
  work: Work,
  side: Side,
  wanted: string,
  bytes: Uint8Array,
): Promise<Comparison> {
  const name = basename(wanted.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '');
  if (!/\.(?:xlsx|xls|csv|txt)$/i.test(name)) {
    throw new Refused('compare-format', '请送 xlsx、xls、csv 或 txt。', 'Send xlsx, xls, csv or txt.');
  }
  forgetResult(work);
  const folder = join(work.folder, side);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const path = join(folder, name);
  writeFileSync(path, bytes, { mode: 0o600 });
  try {
    const { lists } = await runVerb<{ lists: VerbList[] }>(desk.workspace.home, [
      'compare',
      ...[path, '--columns-only'],
    ]);
    const [list] = lists;
    work.paths[side] = path;
    work.lists[side] = list === undefined ? null : tellList(list);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    delete work.paths[side];
    work.lists[side] = null;
    throw error;
  }
  return workAnswer(work);
}

export async function runComparison({ desk }: Asking, work: Work): Promise<Comparison> {
  const { left, right } = work.paths;
  if (left === undefined || right === undefined) {
    throw new Refused('compare-incomplete', '请先送入左右两份名单。', 'Send both lists first.');
  }
  forgetResult(work);
  const { pairs } = await runVerb<{ pairs: NonNullable<Comparison['result']>['pairs'] }>(
    desk.workspace.home,
    ['compare', left, right, '--out', resultPath(work)],
  );
  work.warehouse = await openResult(resultPath(work));
  const { confirmed, probable, possible, id_conflict } = pairs;
  work.result = {
    left: await countSplit(work.warehouse, 'left', work.lists.left?.rows ?? 0),
    right: await countSplit(work.warehouse, 'right', work.lists.right?.rows ?? 0),
    pairs: { confirmed, probable, possible, id_conflict },
  };
  return workAnswer(work);
}

export const resultPath = ({ folder }: Work): string => join(folder, 'result.csv');

export function endWork(desk: Desk, work: Work): void {
  forgetResult(work);
  rmSync(work.folder, { recursive: true, force: true });
  worksOf(desk).delete(work.work_id);
}

export function workAnswer({ lists, result }: Work): Comparison {
  return { ...lists, result };
}

function tellList({ file, sheet, rows, ignored, columns }: VerbList): ComparedList {
  const named = Object.entries(columns).map(([field, header]) => ({ field, header }));
  return { file, sheet, rows, ignored, columns: named };
}

function forgetResult(work: Work): void {
  work.warehouse?.close();
  work.warehouse = null;
  work.result = null;
}

/** The comparisons of a workbench; what an earlier one left lying is deleted with the first look. */
function worksOf(desk: Desk): Map<string, Work> {
  const known = works.get(desk);
  if (known) return known;
  rmSync(join(desk.workspace.home, 'comparisons'), { recursive: true, force: true });
  const fresh = new Map<string, Work>();
  works.set(desk, fresh);
  setInterval(() => sweep(fresh), FORGOTTEN_AFTER / 4).unref();
  return fresh;
}

function sweep(known: Map<string, Work>): void {
  const limit = Date.now() - FORGOTTEN_AFTER;
  for (const work of known.values()) {
    if (work.used_at > limit) continue;
    forgetResult(work);
    rmSync(work.folder, { recursive: true, force: true });
    known.delete(work.work_id);
  }
}
