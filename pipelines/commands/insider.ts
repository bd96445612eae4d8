import type { Command } from 'commander';
import { actingUser } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { absentLogs, readReserved } from '../../explanation/reserved-findings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

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
      const { warehouse } = await openPublished(workspaceAt(options.home).builds);
      const [findings, absent] = await Promise.all([
        readReserved((sql) => warehouse.rows(sql)),
        absentLogs((sql) => warehouse.rows(sql)),
      ]).finally(() => warehouse.close());
      letOutBy(command, { ledger, office }, user, {
        kind: 'ListRead',
        subject: 'insider',
        detail: { rows: findings.length },
      });
      printResult(options, { findings, absent }, [
        ...(findings.length === 0 ? ['没有发现。 Nothing was found.'] : []),
        ...(absent.length === 0
          ? []
          : [
              `没有到（或没有一行可用）：${absent.join('、')}。没有到的，不会有发现。 Not arrived, so nothing can be found in it.`,
            ]),
        ...findings.flatMap(({ rule_id, title, reason, evidence }) => [
          `${rule_id}  ${title}`,
          `    ${reason}`,
          ...evidence.map(({ file, row }) => `    ${file} 第 ${row} 行 row`),
        ]),
      ]);
    });
}
