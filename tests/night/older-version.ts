import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { keepInForce } from '../../casework/rule-life/in-force.ts';
import { RULE_STREAM } from '../../casework/rule-life/lives.ts';
import { loadRule, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from './office.ts';

/** The rule about payments after a death, claiming nothing of the month after it. */
export const countsFromAMonthLater = (sql: string): string =>
  sql.replace('where payment.month > death.died_month', 'where payment.month > death.died_month + 1');

/** Makes an office one in which another version of a shipped rule counted before Hedui was renewed. */
export function shipOlder(
  office: Office,
  ruleId: string,
  version: string,
  change: (sql: string) => string,
  changeYaml: (yaml: string) => string = (yaml) => yaml,
): void {
  const dir = mkdtempSync(join(tmpdir(), 'hedui-older-'));
  try {
    const folder = join(dir, ruleId);
    cpSync(join(RULES_DIR, ruleId), folder, { recursive: true });
    const yaml = readFileSync(join(folder, 'rule.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'rule.yaml'),
      changeYaml(yaml.replace(/^version: .*$/m, `version: '${version}'`)),
    );
    writeFileSync(join(folder, 'rule.sql'), change(readFileSync(join(folder, 'rule.sql'), 'utf8')));
    const kept = keepInForce(office.workspace, loadRule(dir, ruleId));
    const here = openOffice(office.home);
    using ledger = openOfficeLedger(here);
    const author = { actor: 'nightly', on_behalf_of: null, via: 'test', at: here.now() };
    const payload = { rule_id: ruleId, ...kept, from: null, to: null, reason: '上一版软件' };
    inTransaction(ledger, () =>
      appendEvents(ledger, author, [
        { stream: RULE_STREAM, subject_id: ruleId, type: 'RuleWentLive', payload },
      ]),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
