import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { type NamedRegion, prefectureOf, regionIn, regionsCalled } from '../../core/resident-id/regions.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { heldClaim } from '../publication/held-claim.ts';
import { readNumberKey } from '../publication/number-key.ts';
import { publish } from '../publication/publish.ts';

interface Typed {
  to: string;
  county?: string;
  key?: string;
  as?: string;
}

export function register(program: Command): void {
  program
    .command('publish')
    .description(
      '发布: what the rules read of the published night, as Parquet with a manifest, for the province',
    )
    .requiredOption('--to <dir>', 'the folder of this county, on a share or a disk; it must be there')
    .option(
      '--county <name>',
      'whose data it is (default: the county in the name of the office); of a province or prefecture with its code, as 530000云南省',
    )
    .option('--key <file>', 'the key of the province: every number leaves under its keyed hash')
    .option('--as <user>', 'who publishes (needed as soon as the office has users)')
    .action(async (typed: Typed, command: Command) => {
      const options = globalOptions(command);
      const workspace = workspaceAt(options.home);
      const out = resolve(typed.to);
      const county = countyOf(workspace, typed.county);
      const key = typed.key === undefined ? null : readNumberKey(typed.key, [workspace.home, out]);
      const said = await publish({
        ...{ workspace, out, county, key },
        now: () => new Date().toISOString(),
        letOut: (detail) =>
          letOutOfHome(command, typed.as, { kind: 'DataExported', subject: 'publication', detail }),
      });
      const rows = said.tables.reduce((sum, table) => sum + table.rows, 0);
      const held = await heldClaim(workspace);
      printResult(options, said, [
        `${county.name}：第 ${said.run} 次核对（截至 ${said.as_of}）已发布，${said.tables.length} 张表 ${rows} 行，可追 ${formatYuan(said.claimed_fen)} 元${held > 0 ? `，其中 ${formatYuan(held)} 元属已暂停的规则，待人工查看` : ''}。`,
        `${county.name}: run ${said.run} as of ${said.as_of} is published, ${said.tables.length} tables with ${rows} rows${held > 0 ? `; ${formatYuan(held)} yuan of its claim are of held rules` : ''}.`,
        key === null
          ? '号码按原样发布 numbers as they are'
          : `号码已加密 numbers under the key ${key.name.slice(0, 8)}`,
        resolve(out, said.folder),
      ]);
    });
}

function countyOf({ settings }: Workspace, named: string | undefined): NamedRegion {
  const office = readPart(settings, officeName);
  const [, code, name] = /^(\d{6})\s*(\D+)$/.exec(named ?? '') ?? [];
  if (code !== undefined && name !== undefined) return { code, name: name.replace(/\s/g, '') };
  const county = regionIn(named ?? office);
  if (county !== null) return onlyOneCalled(county, `${named ?? ''} ${office}`);
  throw new Refusal(
    'county-unknown',
    named === undefined
      ? `单位名称“${office}”里看不出是哪个县。请用 --county 写明，或在 hedui.yaml 的 office 写上全称。`
      : `不认识的县：${named}。请写全称，如 弥勒市；省、州连同代码写，如 530000云南省。`,
    named === undefined
      ? `The name of the office, ${office}, does not say which county it is. Say it with --county, or write the full name as office in hedui.yaml.`
      : `No such county: ${named}. Write its full name; of a province or prefecture with its six digits before it.`,
    EXIT.usage,
  );
}

/** Districts of several cities are called alike: the city's name beside it says which, else it is asked. */
function onlyOneCalled(county: NamedRegion, said: string): NamedRegion {
  const called = regionsCalled(county.name);
  if (called.length < 2) return county;
  const meant = called.filter((one) => said.includes(prefectureOf(one) ?? one.code));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  const example = called[0]?.code ?? '';
  const list = called.map((one) => `${one.code} ${prefectureOf(one) ?? ''}${one.name}`).join('、');
  throw new Refusal(
    'county-several',
    `叫${county.name}的不止一个：${list}。请用 --county 连同代码写明，如 --county ${example}${county.name}。`,
    `Several places are called ${county.name}: ${list}. Say which with --county and its six digits, such as --county ${example}${county.name}.`,
    EXIT.usage,
  );
}
