import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import type { ForcedNight } from '../../casework/findings/forced-night.ts';
import type { User } from '../../casework/roles.ts';
import { parseDate } from '../../core/dates.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { commandAt } from '../../core/launcher.ts';
import { expectsNew } from '../../reading/receiving/receive.ts';
import { startReader } from '../../reading/staging/reader-at-hand.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { memoryOf } from '../../storage/memory.ts';
import { isStartedByWorkbench } from '../../storage/office-lock.ts';
import { inboxFolder, readPart } from '../../storage/settings.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import type { ReleaseRequest } from '../steps/release-rules.ts';

interface Typed {
  inbox?: string;
  asOf?: string;
  release?: string[];
  as?: string;
  reason?: string;
  progress?: string;
  replay?: boolean;
  accept?: string[];
}

export function register(program: Command): void {
  program
    .command('nightly')
    .description('夜间核对: receive, read, link, match and report what is in the inbox')
    .option('--inbox <dir>', "folder of the files that offices sent (default: the workspace's inbox)")
    .option(
      '--as-of <date>',
      'the day the run is for, YYYY-MM-DD (default: today; with --release, the day of the held night)',
    )
    .option('--release <rule...>', 'let a held rule go on: its cases are opened by this run')
    .option(
      '--replay',
      'show what a day before the published one finds; touches no case (with --as and --reason)',
    )
    .option(
      '--accept <name...>',
      'sources or rules that did fall silent, so that the night is published (with --as and --reason)',
    )
    .option('--as <user>', 'the supervisor who releases, replays or accepts')
    .option('--reason <text>', 'what was looked at, and why')
    .option('--progress <form>', 'json: every step and file as one JSON object per line on standard error')
    .action(async (options: Typed, command: Command) => {
      const global = globalOptions(command);
      expectReading(global.home, options);
      const [{ nightly }, { printNight }, { openProgress }, { describeBatches }, { describeHeld }] =
        await Promise.all([
          import('../nightly.ts'),
          import('../print-night.ts'),
          import('../progress.ts'),
          import('../steps/describe-batches.ts'),
          import('../steps/describe-held.ts'),
        ]);
      const forced = await readForced(global.home, options);
      const release = forced === null || options.release ? await readRelease(global.home, options) : null;
      const summary = await nightly({
        home: global.home,
        inbox: options.inbox ?? null,
        asOf: await dayOf(global.home, options),
        ...(release === null ? {} : { release }),
        ...(isStartedByWorkbench(global.home) ? {} : { startedBy: await starter(forced ?? release) }),
        ...(forced === null ? {} : { forced }),
        progress: openProgress({ isJson: options.progress === 'json' }),
      });
      printResult(global, summary, [
        ...printNight(summary, commandAt(global.home)),
        ...describeBatches(summary.batches),
        ...describeHeld(summary.held),
        '',
        ...summary.reports.map((path) => `报告 report: ${path}`),
      ]);
      process.exitCode = exitCodeOf(summary);
    });
}

/** What there will be to read needs a process that starts beside this one, which has most of the program still to load. */
function expectReading(home: string, { inbox }: Typed): void {
  const { settings, received, inbox: own } = workspaceAt(home);
  const from = inbox ?? readPart(settings, inboxFolder) ?? own;
  if (expectsNew(from, received)) startReader(memoryOf(settings));
}

/** The command line's doors, which bring the ledger and all that reads it. */
const doors = () => import('../../casework/command-line/person.ts');

/** Whoever is named, else the account of the machine, such as a timer's. */
async function starter(named: { user: User } | null): Promise<{ user: string; via: string }> {
  const { commandLineDoor } = await doors();
  const via = commandLineDoor();
  return { user: named?.user.user_id ?? via, via };
}

/** Who answers for what the night would not do by itself; null where nothing is forced. */
async function readForced(home: string, { replay, accept, as, reason }: Typed): Promise<ForcedNight | null> {
  if (replay !== true && accept === undefined) return null;
  if (as === undefined || reason === undefined) {
    throw new Refusal(
      'forced-incomplete',
      '--replay 和 --accept 须同时写明 --as 用户和 --reason 理由。',
      '--replay and --accept need both --as with the user and --reason.',
      EXIT.usage,
    );
  }
  const [{ openOffice, openOfficeLedger }, { actingUser, commandLineDoor }] = await Promise.all([
    import('../../casework/office.ts'),
    doors(),
  ]);
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  return {
    user: actingUser(ledger, office, as),
    via: commandLineDoor(),
    reason,
    accepted: accept ?? [],
    isReplay: replay === true,
  };
}

/** Who releases what; null where nothing is to be released. */
async function readRelease(home: string, { release, as, reason }: Typed): Promise<ReleaseRequest | null> {
  if (release === undefined && as === undefined && reason === undefined) return null;
  if (release === undefined || as === undefined || reason === undefined) {
    throw new Refusal(
      'release-incomplete',
      '放行须同时写明 --release 规则、--as 用户和 --reason 理由。',
      'A release needs all three: --release with the rule, --as with the user and --reason.',
      EXIT.usage,
    );
  }
  const [{ openOffice, openOfficeLedger }, { actingUser, commandLineDoor }] = await Promise.all([
    import('../../casework/office.ts'),
    doors(),
  ]);
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  return { rules: release, user: actingUser(ledger, office, as), via: commandLineDoor(), reason };
}

/** A release is about the night that was held, so that night is run once more, whatever day it is by now. */
async function dayOf(home: string, { asOf, release }: Typed): Promise<string> {
  if (asOf !== undefined || release === undefined) return readAsOf(asOf);
  const { publishedNight } = await import('../steps/release-rules.ts');
  return readAsOf((await publishedNight(workspaceAt(home))).as_of || undefined);
}

/** A refused file is said at the end and by the exit code; the files that could be used were used. */
export function exitCodeOf(summary: NightSummary): number {
  const refused = summary.files.filter(({ status }) => status === 'refused');
  if (refused.length === 0) return EXIT.done;
  for (const file of refused)
    process.stderr.write(`拒收 refused: ${file.file}\n  ${file.reason ?? ''}\n  ${file.reason_en ?? ''}\n`);
  return EXIT.refused;
}

export function readAsOf(text: string | undefined): string {
  if (text === undefined) return businessDay(new Date().toISOString());
  const on = parseDate(text)?.on;
  if (!on) {
    throw new Refusal(
      'as-of-invalid',
      `--as-of 的“${text}”不是日期，请写成 2022-12-31 的样子。`,
      `--as-of "${text}" is not a date; write it like 2022-12-31.`,
      EXIT.usage,
    );
  }
  return on;
}
