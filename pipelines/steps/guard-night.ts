import { existsSync } from 'node:fs';
import { isFarFewer, loadBrake } from '../../casework/findings/drift.ts';
import type { MostRows, SourceRows } from '../../casework/findings/source-past.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';

/** The night's day must not lie before the published one: a typing slip or a dead clock battery would open cases for good. */
export function refuseEarlierDay(asOf: string, publishedDay: string | null): void {
  if (publishedDay === null || publishedDay === '' || asOf >= publishedDay) return;
  throw new Refusal(
    'as-of-earlier',
    `核对日 ${asOf} 早于已发布的 ${publishedDay}，没有运行。请检查日期和电脑时钟；确要看那一天的结果，用 --replay 并写明 --as 和 --reason（只显示，不改动案件）。`,
    `The day ${asOf} lies before the published ${publishedDay}; the night was not run. Check the date and the computer's clock. To see that day, use --replay with --as and --reason: it shows, and touches no case.`,
    EXIT.refused,
  );
}

/** Nor after today: no night of a day before it could be run any more, and terms would end that have not begun. */
export function refuseLaterDay(asOf: string, today: string): void {
  if (asOf <= today) return;
  throw new Refusal(
    'as-of-later',
    `核对日 ${asOf} 晚于今天（${today}），没有运行。请检查日期和电脑时钟；不写 --as-of 就是今天。`,
    `The day ${asOf} lies after today (${today}); the night was not run. Check the date and the computer's clock; without --as-of it is today.`,
    EXIT.refused,
  );
}

/**
 * The brake downwards: a source that had rows on the published night and has none now, or far fewer than on one of the
 * nights before (`most`), or a rule that finds far fewer than it found, is a fault of a mapping or of a file before it is
 * the truth. The night is not published. Answers how many rows of each source count.
 */
export async function refuseSilence(
  warehouse: Warehouse,
  findings: readonly Finding[],
  publishedPath: string | null,
  accepted: readonly string[],
  most: readonly MostRows[],
): Promise<SourceRows[]> {
  const rows = await rowsOf(warehouse);
  if (publishedPath === null || !existsSync(publishedPath)) return rows;
  const published = await Warehouse.openReadOnly(publishedPath);
  try {
    const silent = silentSources(rows, await rowsOf(published));
    const dwindled = dwindledSources(rows, most);
    const fewer = await fewerFindings(warehouse, findings, published);
    const unexplained = [...silent, ...dwindled, ...fewer].filter(({ name }) => !accepted.includes(name));
    if (unexplained.length === 0) return rows;
    const names = unexplained.map(({ name }) => name).join(' ');
    throw new Refusal(
      'night-fell-silent',
      `核对结果未发布：${unexplained.map(({ zh }) => zh).join('；')}。请检查列对应、拒收的文件和更正；确属如此的，加 --accept ${names} 并写明 --as 和 --reason 再运行。现用上一次发布的结果。`,
      `The night was not published: ${unexplained.map(({ en }) => en).join('; ')}. Look at mappings, refused files and corrections; if it is so, run again with --accept ${names}, --as and --reason. The last published build stays in use.`,
      EXIT.checkFailed,
    );
  } finally {
    published.close();
  }
}

interface Gone {
  name: string;
  zh: string;
  en: string;
}

function rowsOf(build: Warehouse): Promise<SourceRows[]> {
  return build.rows<SourceRows>('select source, row_count from canonical.source_coverage order by source');
}

const countOf = (rows: readonly SourceRows[], wanted: string): number =>
  rows.find(({ source }) => source === wanted)?.row_count ?? 0;

function silentSources(now: readonly SourceRows[], before: readonly SourceRows[]): Gone[] {
  return before
    .filter(({ source, row_count }) => row_count > 0 && countOf(now, source) === 0)
    .map(({ source, row_count }) => ({
      name: source,
      zh: `来源 ${source} 上次有 ${row_count} 行，这次一行也没有`,
      en: `source ${source} had ${row_count} rows and has none now`,
    }));
}

/** A little less every night: measured by last night alone it would never be far fewer. */
function dwindledSources(now: readonly SourceRows[], most: readonly MostRows[]): Gone[] {
  const brake = loadBrake();
  return most.flatMap(({ source, row_count, as_of }) => {
    const left = countOf(now, source);
    if (left === 0 || !isFarFewer(left, row_count, brake)) return [];
    return [
      {
        name: source,
        zh: `来源 ${source} 在 ${as_of} 有 ${row_count} 行，这次只有 ${left} 行`,
        en: `source ${source} had ${row_count} rows on ${as_of} and has only ${left} now`,
      },
    ];
  });
}

async function fewerFindings(
  warehouse: Warehouse,
  findings: readonly Finding[],
  published: Warehouse,
): Promise<Gone[]> {
  // a rule that was changed, or whose parameters were, finds something else by intention
  const rulesOf = async (build: Warehouse): Promise<Map<string, string>> =>
    new Map(
      (
        await build.rows<{ rule_id: string; version: string; parameters: string }>(
          'select rule_id, version, parameters from result.rule',
        )
      ).map(({ rule_id, version, parameters }) => [rule_id, `${version} ${parameters}`]),
    );
  const [asked, askedBefore] = [await rulesOf(warehouse), await rulesOf(published)];
  const before = await published.rows<{ rule_id: string; n: number }>(
    "select rule_id, count(*) as n from result.finding where status <> 'withdrawn' group by rule_id",
  );
  const now = Map.groupBy(findings, ({ rule_id }) => rule_id);
  const brake = loadBrake();
  return before
    .filter(({ rule_id }) => asked.get(rule_id) === askedBefore.get(rule_id))
    .filter(({ rule_id, n }) => isFarFewer(now.get(rule_id)?.length ?? 0, n, brake))
    .map(({ rule_id, n }) => {
      const left = now.get(rule_id)?.length ?? 0;
      return {
        name: rule_id,
        zh: `规则 ${rule_id} 上次 ${n} 条，这次只有 ${left} 条`,
        en: `rule ${rule_id} found ${n} and finds ${left} now`,
      };
    });
}
