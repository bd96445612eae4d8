import { fillSentence } from '../casework/rule-pack/sentence.ts';
import { claimOf, linesOnce } from '../core/claim.ts';
import type { Finding } from '../core/finding.ts';
import type { CaseSentence, SentencePart } from './case-explanation.ts';
import { maskOthers } from './mask-others.ts';
import type { Matter } from './matter.ts';
import { say } from './say.ts';

/** What the case says, each finding a sentence, the largest first. */
export function describeCase(matter: Matter): CaseSentence {
  const { findings, language } = matter;
  const claimed = claimOf(findings);
  const isOverlapping = paymentsCountedTwice(findings);
  return {
    parts: findings.map((finding) => partOf(matter, finding)),
    claim_fen: claimed.amount_fen,
    possible_fen: claimed.possible_fen,
    overlap_note: isOverlapping
      ? say(language, ['同一笔款只计一次。', 'A payment that several findings speak of is counted once.'])
      : null,
  };
}

function partOf(matter: Matter, finding: Finding): SentencePart {
  const { language, rules } = matter;
  const rule = rules.get(finding.rule_id);
  const title = language === 'zh' ? finding.title : (rule?.english ?? finding.title);
  const atRisk = finding.facts.at_risk_fen;
  return {
    finding_key: finding.finding_key,
    rule_id: finding.rule_id,
    title,
    text: sentenceOf(matter, finding),
    about: rule?.definition.about ?? null,
    direction: finding.direction,
    match_strength: finding.match_strength,
    amount_fen: finding.amount_fen,
    months: finding.months,
    at_risk_fen: typeof atRisk === 'number' ? atRisk : null,
    grounds: (finding.grounds ?? []).map(({ kind, zh, en }) => ({
      kind,
      text: matter.masker.text(language === 'zh' ? zh : en),
    })),
  };
}

/** The rule's own sentence; of a rule that is gone, what was said when it still was there. */
function sentenceOf(matter: Matter, finding: Finding): string {
  const { language, masker, rules } = matter;
  const rule = rules.get(finding.rule_id)?.definition;
  if (!rule) {
    return masker.isOpen
      ? finding.reason
      : masker.text(
          maskOthers(finding.facts, finding.reason.replaceAll(finding.name, masker.name(finding.name))),
        );
  }
  const values = { ...finding, name: masker.name(finding.name), facts: masker.facts(finding.facts) };
  return masker.text(
    fillSentence(language === 'zh' ? rule.sentence : rule.sentence_en, values, language, rule.words),
  );
}

function paymentsCountedTwice(findings: readonly Finding[]): boolean {
  const claiming = findings.filter(({ direction }) => direction === 'fund');
  const lines = claiming.reduce((count, finding) => count + linesOnce([finding]).length, 0);
  return linesOnce(claiming).length < lines;
}
