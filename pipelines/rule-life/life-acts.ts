import { join } from 'node:path';
import type { Command } from 'commander';
import { businessMinute } from '../../casework/business-day.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listRuleLives, type RuleLife } from '../../casework/rule-life/lives.ts';
import {
  enterDraft,
  enterRelease,
  enterRetirement,
  enterShadow,
  type LifeDesk,
  type LookThrough,
  refuseProblems,
  ruleOf,
} from '../../casework/rule-life/move-rule.ts';
import { writeNewRule } from '../../casework/rule-life/new-rule.ts';
import { officeRuleIds } from '../../casework/rule-pack/office-rules.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { commandAt } from '../../core/launcher.ts';
import { formatYuan } from '../../core/money.ts';
import { formatMonth } from '../../core/month.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { checkRule } from '../rules/check-rule.ts';

/** What was typed after a verb. */
export interface LifeOptions {
  as?: string;
  reason?: string;
  like?: string;
  from?: string;
  to?: string;
}

export async function begin(ruleId: string, typed: LifeOptions, command: Command): Promise<void> {
  const { home } = globalOptions(command);
  const { rules } = workspaceAt(home);
  const folder = join(rules, ruleId);
  const like = typed.like ?? null;
  const lines = [
    `已写好规则文件夹 ${folder}：rule.yaml（问什么）、rule.sql（怎么查）、cases.yaml（例子）。`,
    `The folder of the rule is ${folder}: rule.yaml (what it asks), rule.sql (how), cases.yaml (worked examples).`,
    `填好 TODO 后 next: ${commandAt(home)} rules check ${ruleId}`,
  ];
  if (typed.as === undefined) {
    writeNewRule(rules, ruleId, like);
    printResult(globalOptions(command), { rule_id: ruleId, folder, sequence: null }, lines);
    return;
  }
  await move(
    typed,
    command,
    async (desk) => enterDraft(desk, ruleId, { like, reason: typed.reason || '新建规则' }),
    lines,
  );
}

const lookThrough: LookThrough = ({ workspace }, ruleId) => checkRule(ruleOf(workspace, ruleId));

export const shadow = (ruleId: string, typed: LifeOptions, command: Command): Promise<void> =>
  move(typed, command, (desk) => enterShadow(desk, ruleId, typed.reason ?? '', lookThrough));

export const release = (ruleId: string, typed: LifeOptions, command: Command): Promise<void> =>
  move(typed, command, (desk) =>
    enterRelease(
      desk,
      ruleId,
      { from: readMonth(typed.from), to: readMonth(typed.to) },
      typed.reason ?? '',
      lookThrough,
    ),
  );

export const retire = (ruleId: string, typed: LifeOptions, command: Command): Promise<void> =>
  move(typed, command, async (desk) => enterRetirement(desk, ruleId, typed.reason ?? ''));

export async function check(ruleId: string, command: Command): Promise<void> {
  const global = globalOptions(command);
  const result = await checkRule(ruleOf(workspaceAt(global.home), ruleId));
  printResult(global, result, [
    `${result.rule_id} ${result.version}: 例子 examples ${result.held}/${result.examples}`,
    ...(result.problems.length === 0 ? ['通过检查。 It has passed its check.'] : []),
  ]);
  if (!global.json) refuseProblems(result);
  else if (result.problems.length > 0) process.exitCode = EXIT.checkFailed;
}

async function move(
  typed: LifeOptions,
  command: Command,
  act: (desk: LifeDesk) => Promise<StoredEvent>,
  before: readonly string[] = [],
): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  const office = openOffice(global.home);
  using ledger = openOfficeLedger(office, 'existing');
  const by = { user: actingUser(ledger, office, typed.as ?? ''), via: commandLineDoor() };
  const { seq, type, subject_id } = await act({ workspace, ledger, office, by });
  printResult(global, { rule_id: subject_id, sequence: seq, type }, [...before, SAID[type] ?? type]);
}

const SAID: Record<string, string> = {
  RuleDrafted: '已记录为草稿。 Entered as a draft.',
  RuleShadowed:
    '下次夜间核对起试运行：会运行、会显示，不立案。 In shadow from the next night on: it runs, is shown, and opens no case.',
  RuleReleaseProposed:
    '已提出启用，须由另一名基金监督人员执行同一命令同意。 Proposed; another supervisor agrees by the same command.',
  RuleWentLive: '两人已同意，下次夜间核对起启用。 Two people agree: it counts from the next night on.',
  RuleRetired: '已停用，下次夜间核对起不再运行。 Retired: it is asked no more from the next night on.',
};

export function tellLives(only: string | undefined, command: Command): void {
  const global = globalOptions(command);
  const { rules } = workspaceAt(global.home);
  const office = openOffice(global.home);
  using ledger = openOfficeLedger(office, 'existing');
  const lives = [...listRuleLives(ledger).values()].filter(
    ({ rule_id }) => only === undefined || rule_id === only,
  );
  const unentered = officeRuleIds(rules).filter(
    (id) => only === undefined && !lives.some(({ rule_id }) => rule_id === id),
  );
  printResult(global, { lives, unentered }, [
    ...lives.flatMap(describeLife),
    ...unentered.map((id) => `${id}  草稿（未登记） draft, not entered`),
    ...(lives.length + unentered.length === 0
      ? ['本单位没有自己的规则。 The office has no rules of its own.']
      : []),
  ]);
}

const STAGES = {
  draft: '草稿 draft',
  shadow: '试运行 in shadow',
  live: '启用 live',
  retired: '停用 retired',
} as const;

function describeLife({ rule_id, stage, live, shadow, proposed, nights, events }: RuleLife): string[] {
  const at = (version: { version: string } | null): string => (version === null ? '' : ` ${version.version}`);
  return [
    `${rule_id}  ${STAGES[stage]}${at(live ?? shadow)}${live !== null && shadow !== null ? `；${STAGES.shadow}${at(shadow)}` : ''}`,
    ...(proposed === null
      ? []
      : [
          `    ${proposed.by} 已提出启用，待另一人同意 proposed, waits for another person: ${proposed.reason}`,
        ]),
    ...nights.map(
      (night) =>
        `    ${night.as_of} 会查出 would find ${night.findings} 条，${night.people} 人 people，${formatYuan(night.amount_fen)} 元`,
    ),
    ...events.map(
      ({ type, by, at: when, version, reason, from, to }) =>
        `    ${businessMinute(when)} ${by} ${type} ${version}${from === null && to === null ? '' : ` (${from === null ? '' : formatMonth(from)}–${to === null ? '' : formatMonth(to)})`} ${reason}`,
    ),
  ];
}

function readMonth(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return Number(text.replace('-', ''));
  throw new Refusal(
    'month-shape',
    `月份写成 2022-01，不是“${text}”。`,
    `A month is written as 2022-01, not "${text}".`,
  );
}
