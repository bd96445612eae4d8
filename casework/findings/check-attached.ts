import { sumOverPeople } from '../../core/claim.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { moneyOfCases, moneyOfFindings } from '../reads/money/money-held.ts';

/**
 * Compares what the casebook holds with the findings that were just attached, before it is kept: each finding with its
 * money and whose it is; and of a ledger that had no case before, what the cases claim and owe with what the people's
 * findings do. A difference is a fault of ours; throws, so that neither the ledger nor the build is kept.
 */
export function checkAttached(ledger: Ledger, findings: readonly Finding[], isFirst: boolean): void {
  const held = new Map(moneyOfFindings(ledger).map((one) => [one.finding_key, one]));
  const differing = findings.filter(({ finding_key, direction, amount_fen }) => {
    const known = held.get(finding_key);
    return known?.direction !== direction || known.amount_fen !== amount_fen;
  });
  if (differing.length > 0) {
    throw failed(
      `${differing.length} 条疑点的金额或归属与案件中的不同`,
      `${differing.length} findings differ from their cases in amount or in whose the money is`,
    );
  }
  if (!isFirst) return;
  const found = sumOverPeople(findings);
  const cases = moneyOfCases(ledger);
  tie(found.claimed_fen, cases.claimed_fen, '可追', 'claimable');
  tie(found.claimed_fen, cases.claimable_fen, '可追', 'claimable');
  tie(found.owed_fen, cases.owed_to_person_fen, '应补', 'owed to people');
}

function tie(found: number, held: number, zh: string, en: string): void {
  if (found === held) return;
  const [left, right] = [formatYuan(found), formatYuan(held)];
  throw failed(
    `疑点合计${zh} ${left} 元，案件合计 ${right} 元`,
    `the findings come to ${left} yuan ${en}, the cases to ${right}`,
  );
}

function failed(zh: string, en: string): Refusal {
  return new Refusal(
    'check-failed',
    `疑点没有立案，结果未发布，检查没有通过：${zh}。现用上一次发布的结果；请把本次日志交给维护人员。`,
    `No case was opened and the build was not published: ${en}. The last published build stays in use; hand the log of this night to whoever maintains Hedui.`,
    EXIT.checkFailed,
  );
}
