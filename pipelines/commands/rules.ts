import type { Command } from 'commander';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { ARRIVED_SOURCES, type ArrivedSource, needsOf, type RuleNeed } from '../../explanation/rule-needs.ts';
import { readPart } from '../../storage/settings.ts';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { type GlobalOptions, globalOptions, printResult } from '../command.ts';
import { openProgress } from '../progress.ts';
import { registerLifeVerbs } from '../rule-life/life-verbs.ts';
import { registerTrustVerbs } from '../rule-life/trust-verbs.ts';
import { loadParameters, parametersPart } from '../rules/parameters.ts';

interface Typed {
  try?: string;
  set?: string[];
  draft?: boolean;
  as?: string;
  out?: string;
  prove?: string;
  people?: string;
}

export function register(program: Command): void {
  const verbs = program
    .command('rules')
    .description('规则: what is asked, on what basis and with which parameters')
    .option('--try <rule>', 'what this rule would find with other values; nothing of it is kept')
    .option(
      '--set <change...>',
      'with --try: name=value, or name@2023-01=value for the period from that month',
    )
    .option('--draft', 'with --try: the text of the folder as it is now, not the one that counts')
    .option('--as <user>', 'with --try: who tries it (needed as soon as the office has users)')
    .option(
      '--out <file>',
      'with --try: a workbook of everybody who would come, go or change, with the reason',
    )
    .option(
      '--prove <engine>',
      'play every case and a generated county on postgres or spark, and compare with DuckDB',
    )
    .option('--people <n>', 'with --prove: drawing people of that county, 0 for none', '8000')
    .action(async (typed: Typed, command: Command) => {
      const global = globalOptions(command);
      const workspace = workspaceAt(global.home);
      const own = readPart(workspace.settings, parametersPart);
      if (typed.prove !== undefined) {
        await proveOn(typed.prove, Number(typed.people), workspace, global);
        return;
      }
      if (typed.try !== undefined) {
        // only a trial needs the engine and the ledger
        const { tryAndTell } = await import('../rules/try-and-tell.ts');
        await tryAndTell(command, { ...typed, try: typed.try }, own);
        return;
      }
      const rules = loadRules();
      const parameters = loadParameters(RULES_DIR, rules, own);
      const sources = await arrivedSources(workspace);
      const list = rules.map((rule) => {
        const names = [...Object.keys(rule.parameters), ...rule.uses];
        return {
          rule_id: rule.rule_id,
          title: rule.title,
          english: rule.english,
          question: rule.question,
          question_en: rule.question_en,
          direction: rule.direction,
          version: rule.version,
          legal_basis: rule.legal_basis,
          innocent_explanations: rule.innocent_explanations.map(({ says }) => says),
          not_covered: rule.not_covered,
          needs: needsOf(rule, sources),
          parameters: names.flatMap((name) => {
            const parameter = parameters.get(name);
            return parameter
              ? [
                  {
                    name,
                    title: parameter.title,
                    overridden: parameter.is_overridden,
                    values: parameter.rows,
                  },
                ]
              : [];
          }),
        };
      });
      printResult(global, { rules: list }, list.flatMap(describeRule));
    });
  registerLifeVerbs(verbs);
  registerTrustVerbs(verbs);
}

async function proveOn(
  engine: string,
  people: number,
  { settings }: Workspace,
  global: GlobalOptions,
): Promise<void> {
  const { proveEngine } = await import('../engines/prove-engine.ts');
  const progress = openProgress({ isQuiet: global.json });
  const proof = await proveEngine({ settings, engine, people, progress });
  progress.end();
  printResult(global, proof, [
    `${proof.engine}: ${proof.questions} 个查询 queries, ${proof.rows} 行相同 rows the same, ${proof.disagreements.length} 个不一致 disagreements`,
    ...proof.disagreements.flatMap(({ world, question, fault, difference }) => [
      `- ${question} (${world})${fault === null ? '' : `: ${fault}`}`,
      ...(difference?.missing ?? []).map((row) => `    DuckDB: ${row}`),
      ...(difference?.beyond ?? []).map((row) => `    ${proof.engine}: ${row}`),
    ]),
  ]);
  if (proof.disagreements.length > 0) {
    throw new Refusal(
      'engine-disagrees',
      `${proof.engine} 与 DuckDB 结果不一致，不能用它跑规则。`,
      `${proof.engine} does not answer as DuckDB does; rules must not be run on it.`,
      EXIT.checkFailed,
    );
  }
}

/** Before the first night nothing has come. */
async function arrivedSources({ builds }: Workspace): Promise<ArrivedSource[]> {
  const build = currentBuild(builds);
  if (build === null) {
    const { loadSourceTitles } = await import('../../reading/sources/load-sources.ts');
    return loadSourceTitles().map((told) => ({ ...told, has_arrived: false }));
  }
  const { Warehouse } = await import('../../storage/warehouse/database.ts');
  const warehouse = await Warehouse.openReadOnly(warehousePath(builds, build));
  try {
    return await warehouse.rows<ArrivedSource>(ARRIVED_SOURCES);
  } finally {
    warehouse.close();
  }
}

interface DescribedRule {
  rule_id: string;
  title: string;
  question: string;
  question_en: string;
  needs: readonly RuleNeed[];
  legal_basis: readonly { text: string; article: string | null; from: string; to?: string | undefined }[];
  parameters: readonly {
    name: string;
    title: string;
    overridden: boolean;
    values: readonly { valid_from: number; valid_to: number; value: string | number }[];
  }[];
}

function describeRule(rule: DescribedRule): string[] {
  return [
    `${rule.rule_id}  ${rule.title}`,
    `    问 asks: ${rule.question}`,
    `             ${rule.question_en}`,
    ...rule.needs.map(
      ({ sources, is_met, without }) =>
        `    需要 needs: ${sources.map(({ title }) => title).join('、')}（${is_met ? '已收到 arrived' : `未收到 not arrived：${without.zh} ${without.en}`}）`,
    ),
    ...rule.legal_basis.map(
      ({ text, article, from, to }) =>
        `    依据 basis: ${text}${article ? ` ${article}` : ''} ${periodText(from, to)}`,
    ),
    ...rule.parameters.map(
      ({ name, title, overridden, values }) =>
        `    参数 parameter ${name} (${title})${overridden ? ' [hedui.yaml]' : ''}: ${describeValues(values)}`,
    ),
  ];
}

/** Since when a text has been in force, and until when; nothing where neither is known. */
function periodText(from: string, to: string | null | undefined): string {
  const since = from === 'unknown' ? [] : [`自 from ${from}`];
  const until = to ? [`至 to ${to}`] : [];
  return [...since, ...until].length === 0 ? '' : ` (${[...since, ...until].join('，')})`;
}

function describeValues(
  values: readonly { valid_from: number; valid_to: number; value: string | number }[],
): string {
  return [
    ...Map.groupBy(
      values,
      ({ valid_from, valid_to }) => `${valid_from}–${valid_to === 209912 ? '' : valid_to}`,
    ),
  ]
    .map(([span, rows]) => `${rows.map(({ value }) => value).join(', ')} (${span})`)
    .join('; ');
}
