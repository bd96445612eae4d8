import type { Finding } from '../../core/finding.ts';
import { wilsonInterval } from '../../core/wilson.ts';
import type { RuleDefinition } from '../rule-pack/definition.ts';
import { drawByLot } from './draw-by-lot.ts';
import { type Gate, gateKey, type Look } from './looks.ts';

/** How much must be shown before a rule that argues from absence opens cases in a place. */
export interface GateSettings {
  /** The lower end of the interval must reach this share. */
  lower_bound: number;
  /** How many findings are drawn in each township. */
  sample: number;
}

type Found = Pick<Finding, 'rule_id' | 'township' | 'finding_key' | 'evidence_hash'>;

/**
 * Where rules that argue from absence may open cases tonight. What is drawn follows from the findings alone, so that nobody
 * chooses it and a night run again draws the same; a finding whose evidence changed since somebody looked at it has not been looked at.
 * A gate that was opened stays open until later looks say otherwise: it closes as soon as the bound is out of reach, even if all
 * that is still to be looked at held.
 */
export function judgeGates(
  findings: readonly Found[],
  rules: readonly RuleDefinition[],
  settings: GateSettings,
  looks: ReadonlyMap<string, Look>,
  opened: ReadonlySet<string>,
): Gate[] {
  const absent = new Set(
    rules.filter(({ argues_from }) => argues_from === 'absence').map(({ rule_id }) => rule_id),
  );
  const places = Map.groupBy(
    findings.filter(({ rule_id }) => absent.has(rule_id)),
    ({ rule_id, township }) => gateKey(rule_id, township),
  );
  return [...places]
    .map(([key, own]) => judge(own, settings, looks, opened.has(key)))
    .sort((one, other) =>
      gateKey(one.rule_id, one.township) < gateKey(other.rule_id, other.township) ? -1 : 1,
    );
}

function judge(
  own: readonly Found[],
  settings: GateSettings,
  looks: ReadonlyMap<string, Look>,
  wasOpened: boolean,
): Gate {
  const [{ rule_id, township } = { rule_id: '', township: null }] = own;
  const drawn = drawByLot(own, settings.sample, ({ finding_key }) => finding_key);
  const answers = drawn.flatMap(({ finding_key, evidence_hash }) => {
    const look = looks.get(finding_key);
    return look?.evidence_hash === evidence_hash ? [look] : [];
  });
  // what could not be found out does not speak for the rule
  const holds = answers.filter(({ verdict }) => verdict === 'holds').length;
  const isLooked = answers.length === drawn.length;
  const lower = isLooked ? lowerEnd(holds, drawn.length, own.length) : null;
  const best = lowerEnd(holds + drawn.length - answers.length, drawn.length, own.length);
  return {
    ...{ rule_id, township, findings: own.length, sample: drawn.map(({ finding_key }) => finding_key) },
    ...{ looked: answers.length, holds, lower },
    is_open: wasOpened ? holds === answers.length || reaches(best, settings) : reaches(lower, settings),
  };
}

const reaches = (lower: number | null, { lower_bound }: GateSettings): boolean =>
  lower !== null && lower >= lower_bound;

function lowerEnd(holds: number, looked: number, all: number): number | null {
  return looked === all ? holds / looked : (wilsonInterval(holds, looked)?.low ?? null);
}
