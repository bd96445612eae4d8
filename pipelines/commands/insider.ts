import type { Command } from 'commander';
import { actingUser } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { Refusal } from '../../core/errors.ts';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

interface ReservedFinding {
  rule_id: string;
  title: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  first_month: string | null;
  last_month: string | null;
  match_strength: string;
  reason: string;
  facts: string;
  evidence: string;
}

export function register(program: Command): void {
  program
    .command('insider')
    .description('内部监督: what was found about the office’s own hands, for supervision alone')
    .option('--as <user>', 'who looks; supervision of the whole office only')
    .action(async (typed: { as?: string }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'existing');
      const user = typed.as === undefined ? null : actingUser(ledger, office, typed.as).user_id;
      const findings = await readReserved(options.home);
      letOutBy(command, { ledger, office }, user, {
        kind: 'ListRead',
        subject: 'insider',
        detail: { rows: findings.length },
      });
      const told = findings.map(({ facts, evidence, ...finding }) => ({
        ...finding,
        facts: JSON.parse(facts) as unknown,
        evidence: JSON.parse(evidence) as { file: string; row: number }[],
      }));
      printResult(
        options,
        { findings: told },
        told.flatMap(({ rule_id, title, reason, evidence }) => [
          `${rule_id}  ${title}`,
          `    ${reason}`,
          ...evidence.map(({ file, row }) => `    ${file} 第 ${row} 行 row`),
        ]),
      );
    });
}

async function readReserved(home: string): Promise<ReservedFinding[]> {
  const { builds } = workspaceAt(home);
  const build = currentBuild(builds);
  if (build === null) {
    throw new Refusal(
      'no-published-build',
      '还没有发布过核对结果。请先运行 nightly。',
      'No build has been published yet. Run nightly first.',
    );
  }
  const warehouse = await Warehouse.openReadOnly(warehousePath(builds, build));
  try {
    return await warehouse.rows<ReservedFinding>(
      'select * from supervision.finding order by rule_id, name, reason',
    );
  } finally {
    warehouse.close();
  }
}
