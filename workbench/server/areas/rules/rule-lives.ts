import { listRuleLives } from '../../../../casework/rule-life/lives.ts';
import {
  enterRelease,
  enterRetirement,
  enterShadow,
  type LifeDesk,
  type LookThrough,
  type RuleCheck,
  ruleOf,
} from '../../../../casework/rule-life/move-rule.ts';
import { officeRuleIds } from '../../../../casework/rule-pack/office-rules.ts';
import { Refusal } from '../../../../core/errors.ts';
import { maskName } from '../../../../core/mask.ts';
import { readShadow, shadowByTownship } from '../../../../explanation/shadow-findings.ts';
import type { RuleLife, ShadowAnswer } from '../../../contract/rule-lives.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';

/** Findings that are listed; the counts are of all. */
const SHOWN = 200;

/** Every rule with a life of its own, and folders that nobody has entered yet. */
export function listLives({ ledger, workspace }: Desk): { lives: RuleLife[] } {
  const lives = listRuleLives(ledger);
  const unentered = officeRuleIds(workspace.rules).filter((ruleId) => !lives.has(ruleId));
  const drafts = unentered.map((rule_id) => ({
    ...{ rule_id, stage: 'draft' as const, live: null, shadow: null, proposed: null, nights: [], events: [] },
  }));
  return {
    lives: [...lives.values(), ...drafts].map((life) => ({ ...life, ...titlesOf(workspace, life.rule_id) })),
  };
}

function titlesOf(workspace: Desk['workspace'], ruleId: string): Pick<RuleLife, 'title' | 'english'> {
  try {
    const { title, english } = ruleOf(workspace, ruleId);
    return { title, english };
  } catch (error) {
    if (error instanceof Refusal) return { title: null, english: null };
    throw error;
  }
}

export function shadowFindings({ reader, ledger }: Desk, ruleId: string): Promise<ShadowAnswer> {
  return reader.use(async (build) => {
    const found = await readShadow((sql) => build.rows(sql), ledger, ruleId);
    return {
      townships: shadowByTownship(found),
      all: found.length,
      findings: found.slice(0, SHOWN).map((finding) => ({
        ...finding,
        name: maskName(finding.name),
        reason: finding.reason.replaceAll(finding.name, maskName(finding.name)),
      })),
    };
  });
}

/** The engine that plays the examples runs in a process of its own; who may, and what follows, is decided here below. */
const lookThrough: LookThrough = ({ workspace }, ruleId) =>
  runVerb<RuleCheck>(workspace.home, ['rules', 'check', ruleId]);

const deskOf = ({ desk, user, via }: Asking): LifeDesk => ({
  ...{ workspace: desk.workspace, ledger: desk.ledger, office: desk.office, by: { user, via } },
});

export async function shadow(
  asking: Asking,
  body: { rule_id: string; reason: string },
): Promise<{ type: string }> {
  const { type } = await enterShadow(deskOf(asking), body.rule_id, body.reason, lookThrough);
  return { type };
}

export async function release(
  asking: Asking,
  { rule_id, reason, from, to }: { rule_id: string; reason: string; from: number | null; to: number | null },
): Promise<{ type: string }> {
  const { type } = await enterRelease(deskOf(asking), rule_id, { from, to }, reason, lookThrough);
  return { type };
}

export function retire(asking: Asking, body: { rule_id: string; reason: string }): { type: string } {
  return { type: enterRetirement(deskOf(asking), body.rule_id, body.reason).type };
}
