import { trustTable } from '../../../../casework/reads/findings/trust.ts';
import { readTrustDrift, sayDrift } from '../../../../casework/reads/findings/trust-drift.ts';
import { lookAtSample, type Verdict } from '../../../../casework/rule-gate/looks.ts';
import {
  drawnFinding,
  readUnseen,
  type SampledGate,
  sampledGates,
  type Unseen,
} from '../../../../explanation/drawn-findings.ts';
import type { Asking, Desk } from '../../desk.ts';

/** Of what was cleared so many are drawn for a second look. */
const DRAWN_AGAIN = 10;

export function readRuleTrust({ ledger }: Desk, ruleId: string) {
  const drifted = readTrustDrift(ledger).find(({ rule_id }) => rule_id === ruleId);
  return {
    rows: trustTable(ledger)
      .groups.filter(({ rule_id, decided }) => rule_id === ruleId && decided > 0)
      .map(({ source, township, decided, looked, substantiated, interval }) => ({
        ...{ source, township, decided, looked, substantiated },
        ...{ low: interval?.low ?? null, high: interval?.high ?? null },
      })),
    drift: drifted === undefined ? null : sayDrift(drifted),
  };
}

export function readSamples(
  { reader, workspace, ledger }: Desk,
  ruleId: string,
): Promise<{ gates: SampledGate[] }> {
  return reader.use(async (build) => ({
    gates: await sampledGates((sql) => build.rows(sql), workspace, ledger, ruleId),
  }));
}

export function enterLook(
  { desk, user, via }: Asking,
  { finding_id, verdict, reason }: { finding_id: string; verdict: Verdict; reason: string },
): Promise<{ type: string }> {
  const { reader, workspace, ledger, office } = desk;
  return reader.use(async (build) => {
    const drawn = await drawnFinding((sql) => build.rows(sql), workspace, ledger, finding_id);
    return { type: lookAtSample(ledger, office, { user, via }, { ...drawn, verdict, reason }).type };
  });
}

export function readNotShown({ reader, workspace, ledger }: Desk): Promise<Unseen> {
  return reader.use((build) => readUnseen((sql) => build.rows(sql), workspace, ledger, DRAWN_AGAIN));
}
