import { type AmountVersion, type CaseState, ownStatements } from '../case-state.ts';
import { addUpMoney, versionInForce } from '../money.ts';

/**
 * Several cases of one person as the one paper tells them that they share: all findings, all that was fixed, all money.
 * The first names the debtor; what was told or said counts only where it was in every case.
 */
export function together(states: readonly [CaseState, ...CaseState[]]): CaseState {
  const [lead, ...others] = states;
  if (others.length === 0) return lead;
  const amounts = [sumOfVersions(states)];
  const entries = states.flatMap((one) => one.entries);
  const claimed = states.reduce((sum, { money }) => sum + money.claimed_fen, 0);
  const heard = states.map(({ milestones }) => milestones.hearing_on);
  return {
    ...lead,
    case_id: states.map(({ case_id }) => case_id).join('、'),
    findings: Object.assign({}, ...states.map(({ findings }) => findings)),
    amounts,
    documents: states.flatMap(({ documents }) => documents),
    // each case counts by itself since when it is this debtor
    statements: states.flatMap((one) =>
      ownStatements(one).map((said) => ({ ...said, debtor_seq: lead.debtor_seq })),
    ),
    entries,
    files: states.flatMap(({ files }) => files),
    decided: explained(states),
    milestones: {
      ...lead.milestones,
      hearing_on: heard.includes(null) ? null : (heard.toSorted().at(-1) ?? null),
      hearings: states.flatMap(({ milestones }) => milestones.hearings),
    },
    money: addUpMoney(claimed, amounts, entries),
  };
}

function sumOfVersions(states: readonly CaseState[]): AmountVersion {
  const versions = states.flatMap((state) => versionInForce(state.amounts) ?? []);
  const [first] = versions;
  if (first === undefined) throw new Error('a notice is about an amount');
  return {
    ...first,
    lines: versions.flatMap(({ lines }) => lines),
    adjustments: versions.flatMap(({ adjustments }) => adjustments),
    struck: versions.flatMap(({ struck }) => struck),
    assessed_fen: versions.reduce((sum, { assessed_fen }) => sum + assessed_fen, 0),
  };
}

/** They share the letter, so the nature of the first stands for it; what was looked at was in each. */
function explained([lead, ...others]: readonly CaseState[]): CaseState['decided'] {
  const decided = lead?.decided ?? null;
  if (decided === null) return null;
  const explanations = others.flatMap((one) => one.decided?.explanations ?? []);
  return { ...decided, explanations: [...decided.explanations, ...explanations] };
}
