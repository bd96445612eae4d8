import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { confirmedCases } from '../../casework/reads/cases/cases-of-people.ts';
import { ruleOf } from '../../casework/rule-life/move-rule.ts';
import { rulesOfNight } from '../../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import { type DifferenceRow, writeDifference } from '../../reports/nights/difference-workbook.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { openProgress } from '../progress.ts';
import { TrialProgress } from '../trial/trial-progress.ts';
import { tellSums } from './tell-sums.ts';
import { type RuleTrial, type TriedFinding, tryRule } from './try-rule.ts';

interface Wish {
  try: string;
  set?: string[];
  draft?: boolean;
  as?: string;
  out?: string;
}

/** `rules --try`: tries a rule over every night that is kept and tells what would be other, names masked. */
export async function tryAndTell(command: Command, wish: Wish, settings: unknown): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  const rule = ruleFor(workspace, wish);
  const trial = await tryRule(workspace, {
    rule,
    changes: wish.set ?? [],
    settings,
    progress: new TrialProgress(openProgress({ isJson: global.json })),
  });
  const { out } = wish;
  letOutOfHome(command, wish.as, {
    kind: out === undefined ? 'ListRead' : 'DataExported',
    subject: 'rule-trial',
    detail: { rule_id: trial.rule_id, gained: trial.gained.length, lost: trial.lost.length },
  });
  if (out !== undefined) {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    await writeDifference(resolve(out), differencesOf(trial, rule.title));
  }
  const confirmed = confirmedAmong(workspace, trial.lost);
  const told = {
    ...trial,
    gained: trial.gained.map(withoutNumber),
    lost: trial.lost.map((one) => ({
      ...withoutNumber(one),
      is_confirmed: confirmed.has(one.case_id ?? ''),
    })),
    changed: trial.changed.map(withoutNumber),
  };
  printResult(global, told, describeTrial(trial, confirmed));
}

const withoutNumber = <Found extends TriedFinding>({ resident_id: _number, ...one }: Found) => one;

/** The trial as a list of people: of the last night, each with what was tried as the reason. */
function differencesOf({ gained, lost, changed, causes }: RuleTrial, title: string): DifferenceRow[] {
  const row = (one: TriedFinding, kind: DifferenceRow['kind'], was: number | null, is: number | null) => ({
    ...one,
    ...{ title, kind, was_fen: was, is_fen: is, causes },
  });
  return [
    ...gained.map((one) => row(one, 'come', null, one.amount_fen)),
    ...lost.map((one) => row(one, 'gone', one.amount_fen, null)),
    ...changed.map((one) => row(one, 'changed', one.amount_before_fen, one.amount_fen)),
  ];
}

/** The text that counts; with `draft`, and where none counts yet, the one of the folder. */
function ruleFor(workspace: Workspace, { try: ruleId, draft }: Wish): RuleDefinition {
  const counting = draft ? [] : countingRules(workspace);
  return counting.find(({ rule_id }) => rule_id === ruleId) ?? ruleOf(workspace, ruleId);
}

function countingRules(workspace: Workspace): RuleDefinition[] {
  if (!existsSync(workspace.ledger)) return loadRules();
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  return rulesOfNight(workspace, ledger).live;
}

function confirmedAmong(workspace: Workspace, lost: readonly TriedFinding[]): ReadonlySet<string> {
  if (!existsSync(workspace.ledger)) return new Set();
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  return confirmedCases(
    ledger,
    lost.flatMap(({ case_id }) => case_id ?? []),
  );
}

function describeTrial(
  { rule_id, version, causes, before, after, gained, lost, changed, townships, months, nights }: RuleTrial,
  confirmed: ReadonlySet<string>,
): string[] {
  const line = (sign: string, finding: TriedFinding): string =>
    `  ${sign} ${maskName(finding.name)} ${finding.township ?? ''} ${finding.case_id ?? ''} ${formatYuan(finding.amount_fen ?? 0)} 元${confirmed.has(finding.case_id ?? '') ? '  已认定 substantiated' : ''}`;
  const lostConfirmed = lost.filter(({ case_id }) => confirmed.has(case_id ?? ''));
  return [
    `${rule_id} ${version}  只是试算，未生效 only a trial, nothing is kept`,
    ...causes.map(({ zh, en }) => `  ${zh} / ${en}`),
    `  疑点 findings ${before.findings} → ${after.findings}; 人 people ${before.people} → ${after.people}; 金额 amount ${formatYuan(before.amount_fen)} → ${formatYuan(after.amount_fen)} 元`,
    `  新增 gained ${gained.length}, 减少 lost ${lost.length}（其中已认定 of these substantiated ${lostConfirmed.length}）, 金额变化 changed ${changed.length}`,
    ...tellSums({ townships, months, nights }),
    ...lostConfirmed.map((finding) => line('!', finding)),
    ...gained.map((finding) => line('+', finding)),
    ...lost.filter(({ case_id }) => !confirmed.has(case_id ?? '')).map((finding) => line('-', finding)),
    ...changed.map((finding) => line('~', finding)),
  ];
}
