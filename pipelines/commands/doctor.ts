import { randomInt } from 'node:crypto';
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import type { Command } from 'commander';
import { checkStored } from '../../casework/attachments/copy-stored.ts';
import { type StoredSet, storedSets } from '../../casework/attachments/stored-sets.ts';
import { readKeptSeals } from '../../casework/inputs/kept-seals.ts';
import { compareReceived, enteredFiles, STRANGE } from '../../casework/inputs/known-received.ts';
import { ledgerPath, officeWithoutSettings, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { describeProof, proveLedger } from '../../casework/reads/proof/prove-ledger.ts';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { maskFault } from '../../core/mask-fault.ts';
import { brokenReadings, filesSetAside } from '../../reading/read-received.ts';
import { stateOfKept } from '../../reading/receiving/kept-content.ts';
import { loadReceipts, receiptlessFolders } from '../../reading/receiving/receipt.ts';
import { loadMapping } from '../../reading/recognition/mapping.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { alteredCopies } from '../../reports/notices/altered-copies.ts';
import { loadLetterhead, unsetOnPapers } from '../../reports/notices/letterhead.ts';
import { folderSeal, isSealApplied } from '../../storage/at-rest/folder-key.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { currentBuild, isBuildWhole, openPublished } from '../../storage/warehouse/builds.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { headFilesOf } from '../head-files.ts';
import { ownModel } from '../linking/model.ts';
import { loadParameters, parametersPart } from '../rules/parameters.ts';
import { checkSettings } from '../settings.ts';

/** Below this a night over a city's year may not fit. */
const FREE_GB_WANTED = 5;

interface Finding {
  check: string;
  holds: boolean;
  /** Nothing is damaged, and somebody has yet to do their part. */
  is_open: boolean;
  zh: string;
  en: string;
}

export function register(program: Command): void {
  program
    .command('doctor')
    .description('体检: settings, disk, received files, the published build, the ledger and its chain')
    .option('--all', 'hash every received file again, not some of them')
    .action(async (typed: { all?: boolean }, command: Command) => {
      const global = globalOptions(command);
      const findings = await examine(workspaceAt(global.home), typed.all === true);
      const sick = findings.filter(({ holds }) => !holds);
      printResult(global, { healthy: sick.length === 0, checks: findings }, [
        ...findings.map((one) => `${signOf(one)} ${one.zh}\n  ${one.en}`),
        closingWords(sick.length, findings.filter(({ is_open }) => is_open).length),
      ]);
      if (sick.length > 0) process.exitCode = EXIT.checkFailed;
    });
}

const signOf = ({ holds, is_open }: Finding): string => (is_open ? '○' : holds ? '✓' : '✗');

function closingWords(sick: number, open: number): string {
  if (sick > 0) return `${sick} 项需要处理 need attention.`;
  return open > 0
    ? `没有损坏；${open} 项（○）待填写 nothing is damaged, to be filled in.`
    : '一切正常 All is well.';
}

async function examine(workspace: Workspace, all: boolean): Promise<Finding[]> {
  return [
    await check('settings', () => examineSettings(workspace)),
    await check('papers', () => examineLetterhead(workspace)),
    await check('mapping', () => examineMapping(workspace)),
    await check('folder', () => examineFolder(workspace)),
    await check('at-rest', () => examineSeal(workspace)),
    await check('received', () => examineReceived(workspace, all)),
    await check('reading', () => examineReading(workspace)),
    await check('build', () => examineBuild(workspace)),
    await check('ledger', () => examineLedger(workspace)),
    await check('attachments', () => examineStored(workspace, 'attachments')),
    await check('issued-papers', () => examineStored(workspace, 'issued')),
    await check('copies', () => examineCopies(workspace)),
  ];
}

type Verdict = [holds: boolean | 'open', zh: string, en: string];

/** Runs one check; what it refuses is its finding, with the same words. */
async function check(name: string, look: () => Verdict | Promise<Verdict>): Promise<Finding> {
  try {
    const [found, zh, en] = await look();
    return { check: name, holds: found !== false, is_open: found === 'open', zh, en };
  } catch (error) {
    const sick = { check: name, holds: false, is_open: false };
    if (error instanceof Refusal) return { ...sick, zh: error.zh, en: error.en };
    // whatever is damaged is a finding: nothing that lies in the folder may end the examination
    const [why] = maskFault(error instanceof Error ? error.message : String(error)).split('\n');
    const [zh, en] = [
      `“${name}”损坏，无法检查：${why}`,
      `"${name}" is damaged and cannot be examined: ${why}`,
    ];
    return { ...sick, zh, en };
  }
}

function examineSettings(workspace: Workspace): Verdict {
  checkSettings(workspace.settings);
  const name = readPart(workspace.settings, officeName);
  const rules = loadRules();
  const parameters = [
    ...loadParameters(RULES_DIR, rules, readPart(workspace.settings, parametersPart)).values(),
  ];
  const own = parameters.filter(({ is_overridden }) => is_overridden).map(({ name }) => name);
  const office = openOffice(workspace.home);
  const list = own.length > 0 ? own.join(', ') : '—';
  return [
    true,
    `设置：${existsSync(workspace.settings) ? workspace.settings : '没有 hedui.yaml，全部用默认值'}；单位“${name}”；本地参数 ${list}；审批流程 ${office.chains.length} 条，期限参数 ${office.clocks.length} 条；规则 ${rules.length} 条`,
    `settings: office "${name}"; own parameters ${list}; ${office.chains.length} approval chains, ${office.clocks.length} clock parameters, ${rules.length} rules`,
  ];
}

/** Whom papers name is said here to be looked at: a paper that names the court of another place is worse than none. */
function examineLetterhead({ home }: Workspace): Verdict {
  const letterhead = loadLetterhead(home);
  const { issuer = '—', review_organ = '—', court = '—', lacks = [] } = letterhead;
  const unset = [...unsetOnPapers(letterhead), ...lacks].join('、');
  const [lackZh, lackEn] =
    unset === ''
      ? ['', '']
      : [
          `；还没有填写 ${unset}，填好以前写到它们的文书发不出`,
          `; ${unset} not set: until they are, papers that say them cannot go out`,
        ];
  return [
    unset === '' || 'open',
    `文书：发文单位“${issuer}”，复议机关“${review_organ}”，法院“${court}”，不对的请在 hedui.yaml 的 documents 中改正${lackZh}`,
    `papers: issued by "${issuer}", reconsidered by "${review_organ}", court "${court}"; where that is wrong, set it under documents in hedui.yaml${lackEn}`,
  ];
}

function examineMapping(workspace: Workspace): Verdict {
  const sources = loadSources();
  const isThere = existsSync(workspace.mapping);
  const entries = loadMapping(isThere ? workspace.mapping : null, sources).length;
  const isTrained = ownModel(workspace) !== null;
  return [
    true,
    `来源 ${sources.length} 种；mapping.yaml ${isThere ? `${entries} 条` : '没有'}；匹配权重 ${isTrained ? '本单位训练的' : '自带的'}`,
    `${sources.length} sources; mapping.yaml ${isThere ? `has ${entries} entries` : 'is not there'}; link weights ${isTrained ? "the office's own" : 'as shipped'}`,
  ];
}

function examineFolder(workspace: Workspace): Verdict {
  if (!existsSync(workspace.home)) {
    return [
      false,
      `工作文件夹 ${workspace.home} 还不存在，第一次 nightly 会建立它。`,
      `The workspace ${workspace.home} is not there yet; the first nightly makes it.`,
    ];
  }
  try {
    accessSync(workspace.home, constants.W_OK);
  } catch {
    return [false, `没有权限写入 ${workspace.home}。`, `No right to write to ${workspace.home}.`];
  }
  const disk = statfsSync(workspace.home);
  const freeGb = (disk.bavail * disk.bsize) / 1024 ** 3;
  return [
    freeGb >= FREE_GB_WANTED,
    `磁盘剩余 ${freeGb.toFixed(1)} GB(建议不少于 ${FREE_GB_WANTED} GB)`,
    `${freeGb.toFixed(1)} GB of disk left (at least ${FREE_GB_WANTED} GB are wanted)`,
  ];
}

/** A key that is named and not applied protects nobody. */
function examineSeal({ home }: Workspace): Verdict {
  const seal = folderSeal(home);
  const [zh, en] =
    seal === null
      ? ['文件夹没有加密存放', 'the folder is not kept sealed']
      : [
          `文件夹已加密存放（${seal.cipher}，密钥 ${seal.keyId}）`,
          `the folder is kept sealed (${seal.cipher}, key ${seal.keyId})`,
        ];
  if (isSealApplied(home)) return [true, zh, en];
  return [
    false,
    `${zh}；hedui.yaml 的 at_rest 还没有生效，请停下工作台后运行 at-rest apply。`,
    `${en}; what hedui.yaml says in at_rest is not in force yet: stop the workbench and run at-rest apply.`,
  ];
}

/** So many received files are hashed again without --all, others each time. */
const SAMPLE = 20;

function someOf<One>(all: readonly One[], count: number): One[] {
  const left = [...all];
  const taken: One[] = [];
  while (left.length > 0 && taken.length < count) taken.push(...left.splice(randomInt(left.length), 1));
  return taken;
}

function examineReceived(workspace: Workspace, all: boolean): Verdict {
  const receipts = loadReceipts(workspace.received);
  const { strange, readings } = knownOf(workspace, (ledger) => ({
    strange: compareReceived(enteredFiles(ledger), receipts),
    readings: readKeptSeals(ledger).readings,
  })) ?? { strange: [], readings: undefined };
  const looked = all ? receipts : someOf(receipts, SAMPLE);
  const bad = [
    ...looked.flatMap((receipt) => {
      const state = stateOfKept(workspace.received, receipt);
      return state === 'sound' ? [] : [`${receipt.name} (${state})`];
    }),
    ...looked.flatMap((receipt) =>
      brokenReadings(workspace.received, receipt, readings).map(
        (name) => `${receipt.name} (${name}; nightly reads it again)`,
      ),
    ),
    ...strange.map(({ name, how }) => `${name} (${STRANGE[how].en})`),
    ...receiptlessFolders(workspace.received).map((folder) => `${folder} (no receipt)`),
  ];
  return [
    bad.length === 0,
    `收到的文件 ${receipts.length} 份，重新核对内容 ${looked.length} 份，缺失或被改动 ${bad.length} 份${sayDiffering(bad, '请从备份恢复 received/')}`,
    `${receipts.length} received files, ${looked.length} hashed again, ${bad.length} missing or altered${sayDiffering(bad, 'restore received/ from a backup')}`,
  ];
}

function examineReading(workspace: Workspace): Verdict {
  const aside = filesSetAside(workspace);
  const list = aside.map(({ name, code }) => `${name} (${code})`).join('; ');
  return aside.length === 0
    ? [true, '没有因弄坏读取程序而搁置的文件', 'no file is set aside for what it did to its reader']
    : [
        false,
        `${aside.length} 份文件因弄坏读取程序而搁置：${list}。请用 Excel/WPS 打开后另存为 .xlsx 再报送，或让报送单位重发。`,
        `${aside.length} files are set aside for what they did to their reader: ${list}. Open them in Excel or WPS and save them as .xlsx, or ask for them again.`,
      ];
}

async function examineBuild(workspace: Workspace): Promise<Verdict> {
  const build = currentBuild(workspace.builds);
  if (build === null)
    return [false, '还没有发布过核对结果，请运行 nightly。', 'No build has been published yet; run nightly.'];
  const builds = knownOf(workspace, (ledger) => readKeptSeals(ledger).builds) ?? undefined;
  if (!isBuildWhole(workspace.builds, build, builds)) {
    return [
      false,
      `第 ${build} 次核对的结果文件与发布时不符，请再运行一次 nightly，它会重新做出来。`,
      `build ${build} is not what was published; run nightly again, it makes it anew.`,
    ];
  }
  const { warehouse } = await openPublished(workspace.builds);
  try {
    const row = await warehouse.first<{ n: number }>(
      "select count(*) as n from result.finding where status <> 'withdrawn'",
    );
    return [
      true,
      `第 ${build} 次核对已发布，现有疑点 ${row?.n ?? 0} 条`,
      `build ${build} is published, with ${row?.n ?? 0} findings`,
    ];
  } finally {
    warehouse.close();
  }
}

function examineLedger(workspace: Workspace): Verdict {
  if (!existsSync(ledgerPath(workspace.home)))
    return [
      false,
      '还没有台账，第一次 nightly 会建立它。',
      'There is no ledger yet; the first nightly makes it.',
    ];
  // the ledger stands without the settings, and those have their own line
  using ledger = openOfficeLedger(officeWithoutSettings(workspace.home), 'existing');
  const proof = proveLedger(ledger, { heads: headFilesOf(workspace.home) });
  const breaks = proof.breaches.length + proof.pages.length;
  const differing = (proof.casebook?.differing.length ?? 0) + (proof.projections?.length ?? 0);
  const cure =
    differing > 0 ? ['请运行 hedui audit rebuild 按事件重建', 'run hedui audit rebuild'] : ['', ''];
  const told = describeProof(proof);
  return [
    proof.is_sound,
    `台账 ${proof.checked} 条记录，链条${breaks === 0 ? '完整' : `有 ${breaks} 处断裂或损坏，请勿改动任何文件并联系管理员`}，汇总差异 ${differing} 处${sayDiffering(told, cure[0] ?? '')}`,
    `${proof.checked} records in the ledger, ${breaks} breaks, ${differing} differences in its tables${sayDiffering(told, cure[1] ?? '')}`,
  ];
}

/** What the ledger knows of the folder beside it; null where there is none yet. */
function knownOf<Known>({ home }: Workspace, ask: (ledger: Ledger) => Known): Known | null {
  if (!existsSync(ledgerPath(home))) return null;
  using ledger = openOfficeLedger(officeWithoutSettings(home), 'existing');
  return ask(ledger);
}

/** As many cases as fit on a line are named. */
const NAMED = 5;

function sayDiffering(differing: readonly string[], cure: string): string {
  if (differing.length === 0) return '';
  const more = differing.length > NAMED ? ' …' : '';
  return ` (${differing.slice(0, NAMED).join('; ')}${more}); ${cure}`;
}

/** Hashes again what the ledger answers for beside itself. */
function examineStored(workspace: Workspace, name: StoredSet['name']): Verdict {
  if (!existsSync(ledgerPath(workspace.home))) return [true, '还没有台账', 'no ledger yet'];
  using ledger = openOfficeLedger(officeWithoutSettings(workspace.home), 'existing');
  const set = storedSets(ledger, workspace.home).find((one) => one.name === name);
  if (set === undefined) throw new Error(`nothing is stored as ${name}`);
  const { files, missing, altered } = checkStored(set.files, set.folder);
  const holds = missing.length + altered.length === 0;
  const which = sayDiffering([...missing, ...altered], '');
  return [
    holds,
    `${set.title.zh} ${files} 份，缺失 ${missing.length} 份，被改动 ${altered.length} 份${holds ? '' : `${which}请从备份恢复（restore）`}`,
    `${files} ${set.title.en}, ${missing.length} missing, ${altered.length} altered${holds ? '' : `${which}bring them back from a backup (restore)`}`,
  ];
}

/** The copies that people open and print are held against what went out. */
function examineCopies(workspace: Workspace): Verdict {
  const { home } = workspace;
  const found = knownOf(workspace, (ledger) => alteredCopies(ledger, home, loadLetterhead(home)));
  if (found === null) return [true, '还没有台账', 'no ledger yet'];
  const { copies, altered } = found;
  const which = sayDiffering(altered, '');
  return [
    altered.length === 0,
    `打印用文书 ${copies} 份，与发出时的原件不同 ${altered.length} 份${altered.length === 0 ? '' : `${which}不要使用；运行 hedui notice draft 案件号 按原件重新放好`}`,
    `${copies} papers laid out to be printed, ${altered.length} other than what went out${altered.length === 0 ? '' : `${which}do not use them; hedui notice draft CASE lays the originals out again`}`,
  ];
}
