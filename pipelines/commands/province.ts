import type { Command } from 'commander';
import { formatYuan } from '../../core/money.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import type { CountyResult } from '../province/county-rules.ts';
import { runProvince } from '../province/run-province.ts';

interface Typed {
  from: string[];
}

export function register(program: Command): void {
  const verbs = program
    .command('province')
    .description('全省: the rules over what the counties published, and what no county can see alone');
  verbs
    .command('run')
    .description('ask every rule of every publication, and over all counties together; names nobody')
    .requiredOption('--from <dir...>', 'the folders of the counties’ publications')
    .action(async ({ from }: Typed, command: Command) => {
      const options = globalOptions(command);
      const { settings } = workspaceAt(options.home);
      const result = await runProvince({
        ...{ settings, from },
        tell: ({ name }) => process.stderr.write(`${name}\n`),
      });
      const { counties, leads, not_compared } = result;
      const claimed = counties.reduce((sum, { claimed_fen }) => sum + claimed_fen, 0);
      const byRule = [...Map.groupBy(leads, ({ suspicion }) => suspicion)].map(([suspicion, some]) => ({
        suspicion,
        leads: some.length,
        amount_fen: some.reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0),
      }));
      printResult(
        options,
        { as_of: result.as_of, counties, claimed_fen: claimed, over_counties: byRule, not_compared },
        [
          ...counties.map(lineOf),
          `合计 total: ${counties.length} 个县 counties，可追 claimed ${formatYuan(claimed)} 元`,
          ...byRule.map(
            (one) => `跨县 over counties ${one.suspicion}: ${one.leads} 条，${formatYuan(one.amount_fen)} 元`,
          ),
          `未跨县比对 not compared: 无有效号码 without a valid number ${not_compared.unnumbered} 人；同号不同名 one number, other names ${not_compared.names_differ} 个；把握不足 not certain ${not_compared.uncertain} 条`,
        ],
      );
    });
}

function lineOf({ name, as_of, findings, claimed_fen, rules }: CountyResult): string {
  const compared = rules.filter(({ stated }) => stated !== null).length;
  return `${name}（截至 ${as_of}）: ${findings} 条疑点，可追 ${formatYuan(claimed_fen)} 元；${compared} 条规则与县里一致 rules agree with the county’s night`;
}
