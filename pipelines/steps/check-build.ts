import type { Warehouse } from '../../storage/warehouse/database.ts';
import { runInLanes } from '../../storage/warehouse/lanes.ts';

/** A statement about the whole build that must hold before anybody reads it. */
export interface BuildCheck {
  name: string;
  zh: string;
  en: string;
  /** Of what is put together before the rules: it holds as long as that is not done anew. */
  isOfMatching: boolean;
  /** Must return one row with `wanted` and `got`. */
  sql: string;
}

const CHECKS: readonly BuildCheck[] = [
  {
    name: 'rows-add-up',
    isOfMatching: true,
    zh: '每个文件：收到 = 使用 + 拒收 + 忽略',
    en: 'for every file: received = used + refused + ignored',
    sql: 'select sum(received) as wanted, sum(used + refused + ignored) as got from file',
  },
  {
    name: 'refused-rows-kept',
    isOfMatching: true,
    zh: '拒收的行都留有原值和原因',
    en: 'every refused row is kept with its values and reason',
    sql: "select sum(refused) as wanted, (select count(*) from refused) as got from file where status <> 'refused'",
  },
  {
    name: 'every-row-has-a-person',
    isOfMatching: true,
    zh: '使用的每一行都对应到一个人',
    en: 'every used row has one person',
    sql: `select (select sum(row_count) from canonical.source_coverage where not is_register and not names_nobody) as wanted,
        (select count(person_id) from link.row_person
         inner join canonical.source_coverage using (source) where not is_register) as got`,
  },
  {
    name: 'roster-money-kept',
    isOfMatching: true,
    zh: '花名册金额 = 待遇支付明细金额',
    en: 'the money on the rosters equals the money in the benefit payments',
    sql: `select coalesce((select sum(total_fen) from canonical.roster_line), 0)::bigint as wanted,
        coalesce((select sum(amount_fen) from canonical.benefit_payment), 0)::bigint as got`,
  },
  {
    name: 'roster-rows-kept',
    isOfMatching: true,
    zh: '花名册的每一行都在待遇支付明细中',
    en: 'every roster row is in the benefit payments',
    sql: `select (select count(*) from canonical.roster_line) as wanted,
        (select count(distinct row_id) from canonical.benefit_payment) as got`,
  },
  {
    name: 'person-once',
    isOfMatching: true,
    zh: '每个人只记一次',
    en: 'everybody is one person',
    sql: `select count(*) as wanted, (select count(*) from (select person_id from canonical.person group by person_id)) as got
        from canonical.person`,
  },
  {
    name: 'findings-tie',
    isOfMatching: false,
    zh: '每条疑点的金额 = 逐月金额之和',
    en: 'the amount of every finding is the sum of its months',
    sql: `select coalesce((select sum(amount_fen) from detection.finding), 0)::bigint as wanted,
        coalesce((select sum(amount_fen) from detection.finding_line), 0)::bigint as got`,
  },
  {
    name: 'no-line-claimed-beyond-its-money',
    isOfMatching: false,
    zh: '任何一笔支付的应追金额都不超过实付金额',
    en: 'no payment is claimed beyond what was paid',
    sql: `select 0 as wanted, count(*) as got
        from detection.claim_line
        inner join canonical.benefit_payment on benefit_payment.line_id = claim_line.line_id
        where claim_line.line_of = 'benefit_payment' and claim_line.amount_fen > benefit_payment.amount_fen`,
  },
];

export interface CheckResult {
  name: string;
  zh: string;
  en: string;
  holds: boolean;
  wanted: number;
  got: number;
}

/**
 * Runs every check on a finished draft. A draft that fails one is not published. Of matching that an earlier night did, the
 * results of that night are given and count.
 */
export async function checkBuild(
  warehouse: Warehouse,
  earlier: readonly CheckResult[] = [],
): Promise<CheckResult[]> {
  const results = new Map(earlier.map((check) => [check.name, check]));
  const asked = CHECKS.filter(({ name, isOfMatching }) => !isOfMatching || !results.has(name));
  await runInLanes(
    warehouse,
    asked.map(({ name, zh, en, sql }) => ({
      ...{ reads: [], leaves: [] },
      run: async (lane) => {
        const row = await lane.first<{ wanted: number | null; got: number | null }>(sql);
        const wanted = row?.wanted ?? 0;
        const got = row?.got ?? 0;
        results.set(name, { name, zh, en, wanted, got, holds: wanted === got });
      },
    })),
  );
  return CHECKS.map(({ name }) => results.get(name)!);
}
