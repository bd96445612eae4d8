import type { Command } from 'commander';
import { decideAs } from '../../casework/command-line/decide-as.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { readTrust, readTrustDrift } from '../../casework/reads/trust.ts';
import type { Gate } from '../../casework/rule-gate/looks.ts';
import {
  gateKey,
  type Look,
  lookAtSample,
  notDrawn,
  readGates,
  VERDICTS,
  type Verdict,
} from '../../casework/rule-gate/looks.ts';
import { readSetAside } from '../../casework/rule-gate/set-aside.ts';
import { rulesOfNight } from '../../casework/rule-life/rules-of-night.ts';
import { rulesPart } from '../../casework/rule-life/settings.ts';
import { Refusal } from '../../core/errors.ts';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { readPart } from '../../storage/settings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { applyGates } from '../steps/gates.ts';

interface Typed {
  as?: string;
  reason?: string;
  draw?: string;
}

interface Drawn {
  finding_key: string;
  finding_id: string;
  rule_id: string;
  township: string | null;
  name: string;
  amount_fen: number | null;
  reason: string;
  evidence_hash: string;
}

/** `rules sample|look|trust|unseen`: how far a rule has earned to be believed, and what is not shown. */
export function registerTrustVerbs(verbs: Command): void {
  const given = (command: Command): Typed => command.optsWithGlobals<Typed>();
  verbs
    .command('sample <rule>')
    .description('the findings that were drawn of a rule that argues from absence, by township')
    .option('--as <user>', 'who looks')
    .action((rule: string, _typed: Typed, command: Command) => sample(rule, command, given(command)));
  verbs
    .command('look <finding> <verdict>')
    .description(`say what a drawn finding turned out to be: ${VERDICTS.join(', ')}`)
    .option('--as <user>', 'who looked')
    .option('--reason <text>', 'what was found', '')
    .action((finding: string, verdict: string, _typed: Typed, command: Command) =>
      look(finding, readVerdict(verdict), command, given(command)),
    );
  verbs
    .command('trust')
    .description('how often people found each rule right, by source and township, with its interval')
    .action((_typed: Typed, command: Command) => trust(command));
  verbs
    .command('unseen')
    .description(
      'what is not shown because a person cleared it, or because a rule may not open cases yet; with a drawn sample',
    )
    .option('--as <user>', 'who looks')
    .option('--draw <n>', 'how many of the cleared ones are drawn for a second look', '10')
    .action((_typed: Typed, command: Command) => unseen(command, given(command)));
}

interface Judged {
  gates: Gate[];
  found: Map<string, Drawn>;
  asOf: string;
}

/** Gates as they stand now: by the findings of the published night and what was said of them since. */
async function judgeNow(workspace: Workspace, ledger: Ledger): Promise<Judged> {
  const { warehouse } = await openPublished(workspace.builds);
  try {
    const rows = await warehouse.rows<Drawn>(
      `select finding_key, finding_id, rule_id, township, name, amount_fen, reason, evidence_hash from result.finding where status <> 'withdrawn'`,
    );
    const { live } = rulesOfNight(workspace, ledger);
    return {
      gates: applyGates(ledger, live, rows, readPart(workspace.settings, rulesPart)).gates,
      found: new Map(rows.map((row) => [row.finding_key, row])),
      asOf: (await dayOf(warehouse)) ?? '',
    };
  } finally {
    warehouse.close();
  }
}

async function sample(ruleId: string, command: Command, typed: Typed): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  using ledger = openOfficeLedger(openOffice(global.home), 'read');
  const { gates, found } = await judgeNow(workspace, ledger);
  const { looks } = readGates(ledger);
  const own = gates.filter(({ rule_id }) => rule_id === ruleId);
  letOutOfHome(command, typed.as, { kind: 'ListRead', subject: 'rule-sample', detail: { rule_id: ruleId } });
  const told = own.map((gate) => ({
    ...gate,
    sample: gate.sample.flatMap((key) => {
      const one = found.get(key);
      if (one === undefined) return [];
      const looked = looks.get(key);
      const verdict = looked?.evidence_hash === one.evidence_hash ? looked.verdict : null;
      const reason = one.reason.replaceAll(one.name, maskName(one.name));
      return [
        { finding_id: one.finding_id, name: maskName(one.name), amount_fen: one.amount_fen, reason, verdict },
      ];
    }),
  }));
  printResult(global, { gates: told }, [
    ...(own.length === 0 ? [`${ruleId}: 没有需要抽样查看的 nothing is drawn`] : []),
    ...told.flatMap(({ township, findings, looked, holds, lower, is_open, sample: drawn }) => [
      `${township ?? '—'}  ${findings} 条 findings；已查看 looked at ${looked}/${drawn.length}，属实 hold ${holds}${lower === null ? '' : `，下限 lower bound ${Math.floor(lower * 100)}%`}  ${is_open ? '立案 opens cases' : '暂不立案 opens no case yet'}`,
      ...drawn.map(
        (one) => `    ${one.finding_id}  ${one.verdict ?? '待查看 to be looked at'}  ${one.reason}`,
      ),
    ]),
  ]);
}

async function look(findingId: string, verdict: Verdict, command: Command, typed: Typed): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  const drawn = await drawnFinding(workspace, findingId);
  const said = decideAs(global.home, typed.as, (ledger, office, by) =>
    lookAtSample(ledger, office, by, { ...drawn, verdict, reason: typed.reason ?? '' }),
  );
  printResult(global, { ...said, finding_id: findingId, verdict }, [
    `已记录 ${findingId}: ${verdict}。下次夜间核对起计入。 Recorded; it counts from the next night on.`,
  ]);
}

/** A finding that was drawn: of a rule that argues from absence, or of what was set aside. */
async function drawnFinding(
  workspace: Workspace,
  findingId: string,
): Promise<Omit<Look, 'verdict' | 'reason'>> {
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  const { gates, found, asOf } = await judgeNow(workspace, ledger);
  const aside = readSetAside(ledger, 'program', asOf, MOST_DRAWN).sample.map(
    ({ finding_key }) => finding_key,
  );
  const keys = new Set([...gates.flatMap(({ sample: drawn }) => drawn), ...aside]);
  const one = [...found.values()].find(({ finding_id }) => finding_id === findingId);
  if (one === undefined || !keys.has(one.finding_key)) throw notDrawn(findingId);
  const { rule_id, township, finding_key, evidence_hash } = one;
  return { rule_id, township, finding_key, evidence_hash };
}

const MOST_DRAWN = 1000;

function trust(command: Command): void {
  const global = globalOptions(command);
  using ledger = openOfficeLedger(openOffice(global.home), 'read');
  const looks = [...readGates(ledger).looks.values()].filter(({ verdict }) => verdict !== 'unclear');
  const samples = looks.map(({ rule_id, township, verdict }) => ({
    rule_id,
    township,
    source: 'sample',
    holds: verdict === 'holds',
  }));
  const rows = readTrust(ledger, samples);
  const drifts = readTrustDrift(ledger);
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  printResult(global, { trust: rows, drift: drifts }, [
    ...rows.map(
      ({ rule_id, source, township, decided, substantiated, interval }) =>
        `${rule_id}  ${source}  ${township ?? '—'}  属实 held ${substantiated}/${decided}${interval === null ? '' : `，95% 区间 interval ${percent(interval.low)}–${percent(interval.high)}`}`,
    ),
    ...drifts.flatMap(({ rule_id, before, last, way }) => {
      const share = ({ substantiated, decided }: typeof last): string => percent(substantiated / decided);
      return [
        `${rule_id}：最近 ${last.decided} 件属实 ${share(last)}，此前 ${before.decided} 件 ${share(before)}，明显${way === 'down' ? '下降，请查看规则、名单和参数是否有变' : '上升'}。`,
        `  Of the last ${last.decided} decisions ${share(last)} held, of the ${before.decided} before ${share(before)}: clearly ${way === 'down' ? 'less; look whether the rule, a list or a parameter changed' : 'more'}.`,
      ];
    }),
    ...(rows.length === 0 ? ['还没有人认定过案件。 Nobody has decided anything yet.'] : []),
  ]);
}

async function unseen(command: Command, typed: Typed): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  using ledger = openOfficeLedger(openOffice(global.home), 'read');
  const { gates, asOf } = await judgeNow(workspace, ledger);
  const aside = readSetAside(ledger, 'program', asOf, Math.min(MOST_DRAWN, Number(typed.draw ?? 10)));
  const closed = gates
    .filter(({ is_open }) => !is_open)
    .map(({ sample: drawn, ...gate }) => ({ ...gate, drawn: drawn.length }));
  letOutOfHome(command, typed.as, {
    kind: 'ListRead',
    subject: 'rules-unseen',
    detail: { findings: aside.findings },
  });
  const shown = { ...aside, sample: aside.sample.map((one) => ({ ...one, name: maskName(one.name) })) };
  printResult(global, { set_aside: shown, closed }, [
    `人工排除后未再提出 cleared by a person, not shown again: ${aside.findings} 条 findings，${aside.people_cases} 件案件 cases，${formatYuan(aside.amount_fen)} 元；证据一变就会再提出 they come back when their evidence changes`,
    `  其中再次抽查 looked at again ${aside.looked}，其实属实 hold after all ${aside.holds}`,
    ...aside.rules.map(
      (one) =>
        `  ${one.rule_id}  ${one.township ?? '—'}  ${one.findings} 条，${formatYuan(one.amount_fen)} 元`,
    ),
    ...(shown.sample.length > 0 ? ['抽出再看 drawn for a second look'] : []),
    ...shown.sample.map(
      (one) =>
        `  ${one.case_id}  ${one.name}  ${one.township ?? '—'}  ${one.rule_id}  ${formatYuan(one.amount_fen ?? 0)} 元`,
    ),
    ...closed.map(
      (gate) =>
        `暂不立案 opens no case yet: ${gateKey(gate.rule_id, gate.township)}  ${gate.findings} 条，已查看 looked at ${gate.looked}/${gate.drawn}`,
    ),
  ]);
}

function readVerdict(text: string): Verdict {
  const verdict = VERDICTS.find((one) => one === text);
  if (verdict !== undefined) return verdict;
  throw new Refusal(
    'verdict-unknown',
    `结论写 ${VERDICTS.join('、')} 之一（属实、不属实、查不清），不是“${text}”。`,
    `A verdict is one of ${VERDICTS.join(', ')}, not "${text}".`,
  );
}
