import { judgeGates } from '../../casework/rule-gate/gate.ts';
import { type Gate, gateKey, readGates } from '../../casework/rule-gate/looks.ts';
import type { RulesSettings } from '../../casework/rule-life/settings.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { Finding } from '../../core/finding.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

/** Consumes tonight's findings and what people said of drawn ones; says which findings open no case yet, and where. */
export function applyGates(
  ledger: Ledger,
  rules: readonly RuleDefinition[],
  findings: readonly Pick<Finding, 'rule_id' | 'township' | 'finding_key' | 'evidence_hash'>[],
  { absence_gate: settings }: Pick<RulesSettings, 'absence_gate'>,
): { gates: Gate[]; gated: Set<string> } {
  if (settings === undefined) return { gates: [], gated: new Set() };
  const { looks, opened } = readGates(ledger);
  const gates = judgeGates(findings, rules, settings, looks, opened);
  const closed = new Set(
    gates.filter(({ is_open }) => !is_open).map(({ rule_id, township }) => gateKey(rule_id, township)),
  );
  const gated = findings.filter(({ rule_id, township }) => closed.has(gateKey(rule_id, township)));
  return { gates, gated: new Set(gated.map(({ finding_key }) => finding_key)) };
}
