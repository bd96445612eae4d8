import type { Command } from 'commander';
import { decideAs } from '../../casework/command-line/decide-as.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { trustTable } from '../../casework/reads/findings/trust.ts';
import { readTrustDrift, sayDrift } from '../../casework/reads/findings/trust-drift.ts';
import { gateKey, lookAtSample, VERDICTS, type Verdict } from '../../casework/rule-gate/looks.ts';
import { Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { ORIGIN_TITLES } from '../../core/words/case.ts';
import { drawnFinding, readUnseen, sampledGates } from '../../explanation/drawn-findings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';

/** What was typed after a verb. */
export interface TrustOptions {
  as?: string;
  reason?: string;
  draw?: string;
}

/** Asks the published build, and closes it. */
async function askPublished<Answer>(
  { builds }: Workspace,
  ask: (query: <Row>(sql: string) => Promise<Row[]>) => Promise<Answer>,
): Promise<Answer> {
  const { warehouse } = await openPublished(builds);
  try {
    return await ask((sql) => warehouse.rows(sql));
  } finally {
    warehouse.close();
  }
}

export async function sample(ruleId: string, command: Command, typed: TrustOptions): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  using ledger = openOfficeLedger(openOffice(global.home), 'read');
  const told = await askPublished(workspace, (query) => sampledGates(query, workspace, ledger, ruleId));
  letOutOfHome(command, typed.as, { kind: 'ListRead', subject: 'rule-sample', detail: { rule_id: ruleId } });
  printResult(global, { gates: told }, [
    ...(told.length === 0 ? [`${ruleId}: 没有需要抽样查看的 nothing is drawn`] : []),
    ...told.flatMap(({ township, findings, looked, holds, lower, is_open, sample: drawn }) => [
      `${township ?? '—'}  ${findings} 条 findings；已查看 looked at ${looked}/${drawn.length}，属实 hold ${holds}${lower === null ? '' : `，下限 lower bound ${Math.floor(lower * 100)}%`}  ${is_open ? '立案 opens cases' : '暂不立案 opens no case yet'}`,
      ...drawn.map(
        (one) => `    ${one.finding_id}  ${one.verdict ?? '待查看 to be looked at'}  ${one.reason}`,
      ),
    ]),
  ]);
}

export async function look(
  findingId: string,
  text: string,
  command: Command,
  typed: TrustOptions,
): Promise<void> {
  const verdict = readVerdict(text);
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  const drawn = await drawnNow(workspace, findingId);
  const said = decideAs(global.home, typed.as, (ledger, office, by) =>
    lookAtSample(ledger, office, by, { ...drawn, verdict, reason: typed.reason ?? '' }),
  );
  printResult(global, { ...said, finding_id: findingId, verdict }, [
    `已记录 ${findingId}: ${verdict}。下次夜间核对起计入。 Recorded; it counts from the next night on.`,
  ]);
}

async function drawnNow(workspace: Workspace, findingId: string): ReturnType<typeof drawnFinding> {
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  return await askPublished(workspace, (query) => drawnFinding(query, workspace, ledger, findingId));
}

export function trust(command: Command): void {
  const global = globalOptions(command);
  using ledger = openOfficeLedger(openOffice(global.home), 'read');
  const rows = trustTable(ledger).groups.filter(({ decided }) => decided > 0);
  const drifts = readTrustDrift(ledger);
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  printResult(global, { trust: rows, drift: drifts }, [
    ...rows.map(
      ({ rule_id, source, township, decided, looked, substantiated, interval }) =>
        `${rule_id}  ${ORIGIN_TITLES[source].zh} ${source}  ${township ?? '—'}  属实 held ${substantiated}/${decided}${looked === 0 ? '' : `（其中抽样查看 ${looked} drawn and looked at）`}${interval === null ? '' : `，95% 区间 interval ${percent(interval.low)}–${percent(interval.high)}`}`,
    ),
    ...drifts.flatMap((one) => {
      const { zh, en } = sayDrift(one);
      return [`${one.rule_id}：${zh}`, `  ${en}`];
    }),
    ...(rows.length === 0 ? ['还没有人认定过案件。 Nobody has decided anything yet.'] : []),
  ]);
}

export async function unseen(command: Command, typed: TrustOptions): Promise<void> {
  const global = globalOptions(command);
  const workspace = workspaceAt(global.home);
  using ledger = openOfficeLedger(openOffice(global.home), 'read');
  const { set_aside: aside, closed } = await askPublished(workspace, (query) =>
    readUnseen(query, workspace, ledger, Number(typed.draw ?? 10)),
  );
  letOutOfHome(command, typed.as, {
    kind: 'ListRead',
    subject: 'rules-unseen',
    detail: { findings: aside.findings },
  });
  printResult(global, { set_aside: aside, closed }, [
    `人工排除后未再提出 cleared by a person, not shown again: ${aside.findings} 条 findings，${aside.people_cases} 件案件 cases，${formatYuan(aside.amount_fen)} 元；证据一变就会再提出 they come back when their evidence changes`,
    `  其中再次抽查 looked at again ${aside.looked}，其实属实 hold after all ${aside.holds}`,
    ...aside.rules.map(
      (one) =>
        `  ${one.rule_id}  ${one.township ?? '—'}  ${one.findings} 条，${formatYuan(one.amount_fen)} 元`,
    ),
    ...(aside.sample.length > 0 ? ['抽出再看 drawn for a second look'] : []),
    ...aside.sample.map(
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
