import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { AnswerKey, PlantedFinding } from '../../pipelines/generate/answer-key.ts';
import { type GenerateOptions, generateCounty } from '../../pipelines/generate/generate.ts';
import { Office, type PublishedFinding } from './office.ts';

/** An office whose inbox holds a generated county, with what the key says such an office has in its settings. */
export interface CountyOffice {
  office: Office;
  key: AnswerKey;
}

export function settleCounty(
  options: Pick<GenerateOptions, 'people' | 'seed' | 'format' | 'isWholeOffice' | 'furnish'>,
): CountyOffice {
  const office = new Office();
  const { answer_key } = generateCounty({ out: office.root, months: 12, ...options });
  const key = JSON.parse(readFileSync(answer_key, 'utf8')) as AnswerKey;
  office.settle(settingsOf(key));
  return { office, key };
}

function settingsOf({ settings }: AnswerKey): string {
  const parameters = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      [{ from: '2009-01', value, basis: 'answer key' }],
    ]),
  );
  // two counties' rosters lie in its inbox: both are the prefecture's own
  return stringify({ office: '红河哈尼族彝族自治州城乡居民社会养老保险管理中心', parameters });
}

/** What is said of one person and one episode, in the same words for the key and for the night. */
export type Claim = string;

/** The key's findings, in order. Numbers that belong to one person are written as the first of them. */
export function expectedClaims(key: AnswerKey): Claim[] {
  return key.findings.map((finding) => expectedClaim(key, finding)).sort();
}

export function expectedClaim(key: AnswerKey, finding: PlantedFinding): Claim {
  const { at_risk_fen = null, direction } = finding;
  return claim(key, finding, { residentId: finding.resident_id, atRiskFen: at_risk_fen, direction });
}

export function foundClaims(key: AnswerKey, found: readonly PublishedFinding[]): Claim[] {
  return found.map((finding) => foundClaim(key, finding)).sort();
}

export function foundClaim(key: AnswerKey, finding: PublishedFinding): Claim {
  const { at_risk_fen } = factsOf(finding);
  return claim(key, finding, {
    residentId: firstNumber(key, finding),
    atRiskFen: typeof at_risk_fen === 'number' ? at_risk_fen : null,
    direction: finding.direction,
  });
}

export function factsOf({ facts }: PublishedFinding): Record<string, unknown> {
  return JSON.parse(facts) as Record<string, unknown>;
}

function firstNumber(key: AnswerKey, { rule_id, name, resident_id }: PublishedFinding): string {
  const same = key.findings.find(
    (finding) =>
      finding.rule_id === rule_id &&
      finding.name === name &&
      finding.also_resident_ids?.includes(resident_id),
  );
  return same?.resident_id ?? resident_id;
}

function claim(
  key: AnswerKey,
  finding: Pick<PlantedFinding, 'rule_id' | 'name' | 'amount_fen' | 'first_month' | 'last_month' | 'months'>,
  about: { residentId: string; atRiskFen: number | null; direction: string },
): Claim {
  const { rule_id, name, amount_fen, first_month, last_month, months } = finding;
  // the key gives the months only of rules that go by entitlement months
  const hasMonths = key.findings.some((other) => other.rule_id === rule_id && other.first_month !== null);
  const span = hasMonths ? `${first_month}-${last_month} ${months}` : '';
  return [rule_id, about.residentId, name, amount_fen, about.atRiskFen, span, about.direction].join('|');
}
