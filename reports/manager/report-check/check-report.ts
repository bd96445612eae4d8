import { type Checked, type ClaimDifference, checkTypedClaims } from '../typed-figures/check-claims.ts';
import type { FigureExplanation } from '../typed-figures/explain.ts';
import type { Claim } from '../typed-figures/read-claims.ts';
import type { Proposal } from './paragraphs.ts';
import { proposeClaims } from './propose-claims.ts';
import { readReport } from './read-report.ts';
import { type UnreadFigure, unreadFigures } from './unread-figures.ts';

/** One claim read out of a report, in the sentence that makes it, and what came of adding it up. */
export interface CheckedClaim {
  no: number;
  says: string;
  form: Claim['form'];
  sentence: string;
  /** `asked` where the parts named may be only some of their total: nothing is said to be wrong. */
  verdict: 'adds-up' | 'differs' | 'asked';
  told: FigureExplanation[];
}

export interface CheckedReport {
  claims: CheckedClaim[];
  unread: UnreadFigure[];
}

/** Reads a report and checks every claim that it seems to make; a person strikes out what was read wrongly. */
export async function checkReport(path: string): Promise<CheckedReport> {
  const report = await readReport(path);
  const proposals = proposeClaims(report);
  const claims = proposals.map((proposal, index): CheckedClaim => {
    const { claim, sentence, doubt } = proposal;
    const { differences, not_checked, within_rounding } = judgeProposal(proposal);
    const isAsked = doubt !== undefined && not_checked.length > 0;
    return {
      no: index + 1,
      says: claim.says,
      form: claim.form,
      sentence,
      verdict: isAsked ? 'asked' : differences.length === 0 ? 'adds-up' : 'differs',
      told: [...differences.flatMap(tellFigures), ...not_checked, ...within_rounding].map(({ zh, en }) => ({
        zh,
        en,
      })),
    };
  });
  return { claims, unread: unreadFigures(report, proposals) };
}

/** Parts that may be only some of their total are asked about, and nothing is said to be wrong. */
export function judgeProposal({ claim, doubt }: Proposal): Checked {
  const checked = checkTypedClaims([claim]);
  if (doubt === undefined) return checked;
  const asked = checked.differences.map(({ says, unit, stated, computed }) => ({
    says,
    zh: `所列各项之和是 ${computed} ${unit}，少于 ${stated} ${unit}；如果各项已经列全，就对不上，请确认`,
    en: `the parts named come to ${computed} ${unit} of ${stated} ${unit}; if they are all, it does not add up: confirm`,
  }));
  return { ...checked, differences: [], not_checked: [...checked.not_checked, ...asked] };
}

/** What was written against what comes out, and what may lie behind it. */
export function tellFigures({ unit, stated, computed, explanations }: ClaimDifference): FigureExplanation[] {
  const [zh, en] = [' 或 ', ' or '].map((or) => (Array.isArray(stated) ? stated.join(or) : String(stated)));
  return [
    {
      zh: `写的是 ${zh} ${unit}，算出来是 ${computed} ${unit}`,
      en: `stated ${en} ${unit}, computed ${computed} ${unit}`,
    },
    ...explanations,
  ];
}
