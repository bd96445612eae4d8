import { basename } from 'node:path';
import { heldFigures, releaseRules } from '../../../../casework/findings/rule-releases.ts';
import { readNightSummary } from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';
import { inboxFiles } from '../sources/inbox.ts';
import { runnerOf } from './night-runner.ts';

/** Enters the release of a held rule, and runs the held night once more, which then opens its cases. */
export function releaseHeldRule(asking: Asking, ruleId: string, reason: string) {
  const { desk, user, via } = asking;
  const run = currentBuild(desk.workspace.builds);
  const night = run === null ? null : readNightSummary(desk.workspace.reports, run);
  if (night === null)
    notFound({ zh: '没有找到昨夜的记录。', en: 'The record of the last night is not there.' });
  releaseRules(desk.ledger, desk.office, { user, via }, heldFigures(night.held, [ruleId]), reason);
  return runnerOf(desk).start(night.as_of, asking);
}

interface StopLine {
  file: string | null;
  row: number;
  name: string;
  township: string | null;
  value: string;
  was: string;
}

/** So many lines of a stop stand on the page; the workbook has them all. */
const SHOWN_LINES = 5;

interface Precheck {
  file: string;
  as_of: string;
  received: number;
  used: number;
  refused: number;
  ignored: number;
  held_people: number;
  held_fen: number;
  roster_fen: number;
  doubtful_people: number;
  doubtful_fen: number;
  stops: { title: string; english: string; zh: string; en: string; lines: StopLine[] }[];
  out: string;
}

/** Asks the pipeline whom of a roster in the inbox not to pay; nothing is opened or changed. */
export async function checkRoster(desk: Desk, name: string) {
  const file = inboxFiles(desk).find((one) => one.name === name);
  if (file === undefined) notFound({ zh: '收件箱里没有这个文件。', en: 'This file is not in the inbox.' });
  const { out, stops, ...told } = await runVerb<Precheck>(desk.workspace.home, ['precheck', file.path]);
  return {
    ...told,
    file: name,
    paper: basename(out),
    stops: stops.map(({ title, english, zh, en, lines }) => ({
      zh: `${title}。${zh}`,
      en: `${english}. ${en}`,
      lines: lines.slice(0, SHOWN_LINES).map(({ file: from, row, name: of, township, value, was }) => ({
        from,
        row,
        name: of,
        township,
        value,
        was,
      })),
    })),
  };
}
