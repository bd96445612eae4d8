import { join } from 'node:path';
import { z } from 'zod';
import { EXIT, Refusal } from '../../core/errors.ts';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import type { Language } from '../../core/words/language.ts';
import { readYamlFile } from '../../core/yaml-file.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

const MARTS = join(import.meta.dirname, '../../sql/marts');
const FILES = ['identities.yaml', 'identities-whole-office.yaml'];

const identitySchema = z.strictObject({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  sql: z.string(),
  people: z.string().optional(),
});

export type FigureIdentity = z.infer<typeof identitySchema>;

export interface FigureDifference {
  says: string;
  unit: string;
  wanted: number | null;
  got: number | null;
}

/** Somebody who is counted more than once, by number of person and masked name. */
export interface CountedTwice {
  person_id: string;
  name: string;
  why: string;
}

export interface IdentityResult {
  name: string;
  zh: string;
  en: string;
  /** How many figures were compared. */
  compared: number;
  differences: FigureDifference[];
  counted_twice: CountedTwice[];
}

export function loadIdentities(): FigureIdentity[] {
  return FILES.flatMap((file) => z.array(identitySchema).parse(readYamlFile(join(MARTS, file))));
}

/** Runs every identity over the marts. */
export async function checkIdentities(warehouse: Warehouse): Promise<IdentityResult[]> {
  const results: IdentityResult[] = [];
  for (const { name, zh, en, sql, people } of loadIdentities()) {
    // what holds is counted where it is: some identities compare every case
    const [whole, ...differences] = await warehouse.rows<FigureDifference>(`
      with told as materialized (
          select says, unit, cast(wanted as bigint) as wanted, cast(got as bigint) as got from (${sql})
      )
      select '' as says, '' as unit, count(*) as wanted, null as got from told
      union all
      select says, unit, wanted, got from told where coalesce(wanted <> got, true)`);
    const counted_twice =
      differences.length > 0 && people !== undefined ? await countedTwice(warehouse, people) : [];
    results.push({ name, zh, en, compared: whole?.wanted ?? 0, differences, counted_twice });
  }
  return results;
}

async function countedTwice(warehouse: Warehouse, people: string): Promise<CountedTwice[]> {
  const rows = await warehouse.rows<CountedTwice>(`
    select twice.person_id, coalesce(max(case_summary.name), '') as name, max(twice.why) as why
    from (${people}) as twice
    left join mart.case_summary as case_summary on case_summary.person_id = twice.person_id
    group by twice.person_id
    order by twice.person_id`);
  return rows.map((row) => ({ ...row, person_id: maskedPerson(row.person_id), name: maskName(row.name) }));
}

/** Somebody the data could not match is known by the number the sender wrote, which is nobody's to read here. */
function maskedPerson(personId: string): string {
  return /^p[0-9A-Z]+$/i.test(personId) ? personId : `${personId.slice(0, 2)}…`;
}

export function failedIdentities(results: readonly IdentityResult[]): IdentityResult[] {
  return results.filter(({ differences }) => differences.length > 0);
}

/** Why a report is not published: which figures differ, by how much, and who is counted twice. */
export function refuseUntied(failed: readonly IdentityResult[]): Refusal {
  const told = (language: Language): string =>
    failed
      .map((result) =>
        [
          result[language],
          ...result.differences.slice(0, 5).map((difference) => tellDifference(difference, language)),
          ...result.counted_twice
            .slice(0, 20)
            .map(({ person_id, name, why }) => `  ${person_id} ${name} ${language === 'zh' ? why : ''}`),
        ].join('\n'),
      )
      .join('\n');
  return new Refusal(
    'report-not-tied',
    `报表未轧平,没有发布:\n${told('zh')}`,
    `The figures do not tie, so nothing was published:\n${told('en')}`,
    EXIT.checkFailed,
  );
}

function tellDifference({ says, unit, wanted, got }: FigureDifference, language: Language): string {
  const shown = (value: number | null): string =>
    value === null ? '—' : unit === '分' ? formatYuan(value) : String(value);
  const gap = shown(Math.abs((wanted ?? 0) - (got ?? 0)));
  return language === 'zh'
    ? `  ${says}:应为 ${shown(wanted)},实为 ${shown(got)},相差 ${gap} ${unit === '分' ? '元' : unit}`
    : `  "${says}": should be ${shown(wanted)}, is ${shown(got)}, off by ${gap}`;
}
