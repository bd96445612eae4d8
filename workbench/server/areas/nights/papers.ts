import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { addMonths, monthOf } from '../../../../core/month.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import type { Desk } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { notFound } from '../../refused.ts';
import { inboxFiles } from '../sources/inbox.ts';

/** What of a night's folder people read; the rest is for the program. */
const FOR_PEOPLE = new Set(['.html', '.xlsx', '.txt']);

const PRECHECK = /^发放前核查-.*\.xlsx$/;
/** A roster's name says so; what is in it is looked at when it is checked. */
const ROSTER = /花名册|发放表|发放明细|roster/i;

/** The papers of a night that are for people. */
export function papersOf(reports: string, asOf: string): string[] {
  const folder = join(reports, asOf);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => FOR_PEOPLE.has(extname(name)))
        .sort()
    : [];
}

export function readNightPaper({ workspace }: Desk, asOf: string, paper: string): FileAnswer {
  // the name is looked up, never joined as it came: nothing outside of the day's folder can be named
  const name = papersOf(workspace.reports, asOf).find((one) => one === paper);
  if (name === undefined) notFound({ zh: '没有这份报告。', en: 'There is no such paper.' });
  return {
    name: name.replace(/(\.\w+)$/, `-${asOf}$1`),
    content: new Uint8Array(readFileSync(join(workspace.reports, asOf, name))),
  };
}

/** Whether the roster of the month to come is there to be checked before it goes to the bank. */
export async function precheckState(desk: Desk, build: PublishedBuild, asOf: string) {
  const last = await build.first<{ month: number | null }>(
    'select max(month) as month from canonical.roster_month',
  );
  const lastMonth = last?.month ?? null;
  const { reports } = desk.workspace;
  const days = existsSync(reports) ? readdirSync(reports).sort().reverse() : [];
  return {
    last_month: lastMonth,
    next_month: lastMonth === null ? null : addMonths(monthOf(asOf), 1),
    waiting: inboxFiles(desk)
      .map(({ name }) => name)
      .filter((name) => ROSTER.test(name)),
    lists: days.flatMap((day) =>
      papersOf(reports, day)
        .filter((name) => PRECHECK.test(name))
        .map((name) => ({ name, as_of: day })),
    ),
  };
}
