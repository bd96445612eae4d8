import { commandAt, quoted } from '../../core/launcher.ts';
import type { BesidePast, RuleFigures } from './drift.ts';

type HeldFigures = RuleFigures & { title: string } & Omit<BesidePast, 'verdict'>;

/** Why a rule is held, in figures: tonight's, the usual ones and how far it could have gone. */
export function brakeReason(drift: HeldFigures): { zh: string; en: string } {
  const { title, findings, fresh, nights } = drift;
  const { median_findings: usual, most_findings, limit_findings, most_new, limit_new } = drift;
  return {
    zh:
      `“${title}”本次 ${findings} 条，其中尚未立案 ${fresh} 条；以往 ${nights} 次核对通常 ${usual ?? 0} 条、最多 ${most_findings ?? 0} 条（上限 ${limit_findings ?? 0} 条），` +
      `一次新增最多 ${most_new ?? 0} 条（上限 ${limit_new ?? 0} 条）。`,
    en:
      `${findings} findings this time, ${fresh} of them in no case; over ${nights} past nights usually ${usual ?? 0}, at most ${most_findings ?? 0} (limit ${limit_findings ?? 0}), ` +
      `at most ${most_new ?? 0} new in one night (limit ${limit_new ?? 0}).`,
  };
}

export const HELD_ADVICE = {
  zh: '该规则没有立案，已有案件保持原样。先查看文件版式、列和参数是否有变；确认无误后，由基金监督人员放行',
  en: 'No case of this rule was opened or changed. Look whether a file layout, a column or a parameter changed; if all is well, a supervisor releases it',
} as const;

/** The command that releases a rule; user and reason are for the person to fill in. */
export function releaseCommand(ruleId: string, asked?: { home: string; inbox: string | null }): string {
  const inbox = asked === undefined || asked.inbox === null ? [] : ['--inbox', quoted(asked.inbox)];
  return [
    commandAt(asked?.home),
    'nightly',
    ...inbox,
    '--release',
    ruleId,
    '--as 用户',
    '--reason "理由"',
  ].join(' ');
}
