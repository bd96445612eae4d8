import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { enterPublishedNights } from '../../casework/findings/published-nights.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listPublishedNights } from '../../casework/reads/findings/night-counts.ts';
import { type RecoverySummary, summariseRecovery } from '../../casework/reads/money/recovery-summary.ts';
import { listStatementLines } from '../../casework/reads/money/statement-lines.ts';
import { addDemoUsers } from '../../casework/users/demo-users.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { nightly } from '../nightly.ts';
import type { Progress } from '../progress.ts';
import { type WorkedYear, workYear, YEAR } from './work-year.ts';

export const SAMPLES = join(import.meta.dirname, '../../data-samples');
const NIGHTS_BEFORE = ['2022-11-30', '2022-12-31'];

export interface Demonstration {
  first: NightSummary;
  /** What there is to see at the office; null where only the first night was wished. */
  office: OfficeAtWork | null;
}

export interface OfficeAtWork {
  worked: WorkedYear;
  /** Cases by state, and their money. */
  recovery: RecoverySummary;
  open_lines: number;
  /** The night of what came since. */
  later: NightSummary;
}

/** Makes the demonstration's workspace anew: the first night, a year of work on what it found, and a night of today. */
export async function makeDemonstration(
  home: string,
  { nightOnly, progress }: { nightOnly: boolean; progress: () => Progress },
): Promise<Demonstration> {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  copyFileSync(join(SAMPLES, 'hedui.yaml'), join(home, 'hedui.yaml'));
  const { as_of: asOf } = JSON.parse(readFileSync(join(SAMPLES, 'answer-key/answer-key.json'), 'utf8')) as {
    as_of: string;
  };
  const inbox = join(SAMPLES, 'inbox');
  if (nightOnly) return { first: await nightly({ home, inbox, asOf, progress: progress() }), office: null };
  const aYearAgo = new Date(Date.now() - (YEAR + 5) * 86_400_000).toISOString();
  const first = await nightly({ home, inbox, asOf, now: () => aYearAgo, progress: progress() });
  const worked = await workOffice(home);
  const later = await nightOfToday(home, asOf, progress());
  using ledger = openOfficeLedger(openOffice(home), 'read');
  const recovery = summariseRecovery(ledger, 'program', 'status');
  return {
    first,
    office: { worked, recovery, later, open_lines: listStatementLines(ledger, 'open').length },
  };
}

/** Adds the people of the office and has them work on what the first night found. */
export async function workOffice(home: string): Promise<WorkedYear> {
  const office = openOffice(home);
  using ledger = openOfficeLedger(office);
  addDemoUsers(ledger, office);
  const inbox = join(SAMPLES, 'inbox');
  const lists = readdirSync(inbox).filter((file) => file.startsWith('上级下发疑点数据'));
  return await workYear(
    ledger,
    office,
    lists.sort().map((file) => join(inbox, file)),
  );
}

/** A past for the brake: nights that found what the first one found, and nothing new. */
export function enterNightsBefore(home: string): void {
  const office = openOffice(home);
  using ledger = openOfficeLedger(office);
  const [night] = listPublishedNights(ledger);
  if (night === undefined) throw new Error('the demonstration has had no night');
  const rules = night.rules.map((rule) => ({ ...rule, fresh: 0 }));
  enterPublishedNights(
    ledger,
    NIGHTS_BEFORE.map((day) => ({ ...night, as_of: day, rules })),
    office.now(),
  );
}

/**
 * The night after: with what came since, in `data-samples/later`. A list without a form is refused, a word waits for its
 * meaning, deaths are known by name and birth alone, and a court's list is so long that its rule is held.
 */
export async function nightOfToday(home: string, asOf: string, progress: Progress): Promise<NightSummary> {
  enterNightsBefore(home);
  const on = addCalendarDays(asOf, 1).on;
  return nightly({ home, inbox: join(SAMPLES, 'later'), asOf: on, progress });
}
