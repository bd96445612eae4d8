import { confirmedCases } from '../../../../casework/reads/cases/cases-of-people.ts';
import { maskName } from '../../../../core/mask.ts';
import { formatMonth } from '../../../../core/month.ts';
import type { RuleTrial, TriedFinding, TriedValues } from '../../../contract/rules.ts';
import type { Asking } from '../../desk.ts';
import { runTrial } from '../../run-trial.ts';
import { TRIED_SHOWN } from '../../try-answer.ts';

interface VerbFinding {
  finding_id: string | null;
  case_id: string | null;
  name: string;
  township: string | null;
  amount_fen: number | null;
  amount_before_fen?: number | null;
}

interface VerbTrial extends Omit<RuleTrial, 'gained' | 'lost' | 'changed' | 'confirmed_lost' | 'shown'> {
  gained: VerbFinding[];
  lost: VerbFinding[];
  changed: VerbFinding[];
}

/** As the command line takes them. */
export function settingWords(changes: TriedValues): string[] {
  return changes.map(({ name, from, values }) => `--set=${name}@${formatMonth(from)}=${values.join(',')}`);
}

/** Has the command line run the rule with other values over the published build, and says what would be different. */
export async function tryRule(
  { desk, session }: Asking,
  ruleId: string,
  changes: TriedValues,
): Promise<RuleTrial> {
  const told = await runTrial<VerbTrial>({ desk, session }, [
    'rules',
    ...['--try', ruleId],
    ...settingWords(changes),
  ]);
  const { gained, lost, changed, ...rest } = told;
  const cases = [...gained, ...lost, ...changed].flatMap(({ case_id }) => case_id ?? []);
  const confirmed = confirmedCases(desk.ledger, cases);
  const isConfirmed = ({ case_id }: VerbFinding): boolean => confirmed.has(case_id ?? '');
  const show = (findings: readonly VerbFinding[]): TriedFinding[] =>
    findings.slice(0, TRIED_SHOWN).map((finding) => ({
      finding_id: finding.finding_id,
      case_id: finding.case_id,
      name: maskName(finding.name),
      township: finding.township,
      amount_fen: finding.amount_fen,
      amount_before_fen: finding.amount_before_fen ?? null,
      is_confirmed: isConfirmed(finding),
    }));
  return {
    ...rest,
    gained: gained.length,
    lost: lost.length,
    changed: changed.length,
    confirmed_lost: lost.filter(isConfirmed).length,
    shown: {
      gained: show(gained),
      // those that a person has stood by are named one by one, before all others
      lost: show(lost.toSorted((one, other) => Number(isConfirmed(other)) - Number(isConfirmed(one)))),
      changed: show(changed),
    },
  };
}
