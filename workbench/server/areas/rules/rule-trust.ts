import { lookAtSample, type Verdict } from '../../../../casework/rule-gate/looks.ts';
import { sayDrift, trustNow } from '../../../../casework/rule-gate/trust-now.ts';
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
  const { trust, drift } = trustNow(ledger);
  const drifted = drift.find(({ rule_id }) => rule_id === ruleId);
  return {
    rows: trust
      .filter(({ rule_id }) => rule_id === ruleId)
      .map(({ source, township, decided, substantiated, interval }) => ({
        ...{ source, township, decided, substantiated },
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
