import type { FindingLine } from '../core/finding.ts';
import { loadSources } from '../reading/sources/load-sources.ts';
import type { PublishedBuild } from './published-reader.ts';
import { sheetsOf } from './row-place.ts';
import { keptColumns, type SourceRow } from './rows-as-sent.ts';

/**
 * One thing that a finding rests on, with how sure it is: `stated` by the offices' files, `taught` by a person of this
 * office, or `inferred` from what was stated.
 */
export interface Ground {
  kind: 'stated' | 'taught' | 'inferred';
  zh: string;
  en: string;
}

interface KnownWord {
  source: string;
  field: string;
  raw: string;
  means: string | null;
  came_from: string;
}

const ARREARS: Record<string, Pick<Ground, 'zh' | 'en' | 'kind'>> = {
  stated: { kind: 'stated', zh: '补发月份由花名册写明', en: 'the roster states the months of the arrears' },
  counted: {
    kind: 'inferred',
    zh: '补发月数由花名册写明，月份按其前未发的月份推定',
    en: 'the roster states how many months of arrears; which ones is inferred from the unpaid months before',
  },
  unpaid: {
    kind: 'inferred',
    zh: '补发月份未写明，按金额与未发月份分毫不差推定',
    en: 'the months of the arrears are inferred: the sum fits the unpaid months to the fen',
  },
  risen: {
    kind: 'inferred',
    zh: '补发月份未写明，按金额与调标差额分毫不差推定',
    en: 'the months of the arrears are inferred: the sum fits a rise to the fen',
  },
};

const SEEN_IN_PERSON: Ground = {
  kind: 'stated',
  zh: '登记死亡之后本人曾到场认证，死亡登记可能有误，金额不计入确证',
  en: 'the person certified in person after the recorded death, which may be wrong; the money is not counted as certain',
};

/** What speaks against a recorded death. */
const CONTRADICTIONS: Record<string, Ground> = {
  'in-person': SEEN_IN_PERSON,
  register: {
    kind: 'stated',
    zh: '公安的户籍登记在登记死亡之后仍列此人为在册，死亡登记可能有误，金额不计入确证',
    en: 'the register of the same office still keeps the person as living after the recorded death, which may be wrong; the money is not counted as certain',
  },
};

/** What a finding rests on: the words of its rows with their meaning, months and dates that were worked out, the link. */
export async function groundsOf(
  build: PublishedBuild,
  finding: { match_strength: string; facts: Record<string, unknown>; lines: readonly FindingLine[] },
  rows: readonly SourceRow[],
): Promise<Ground[]> {
  const grounds = [...(await wordsOf(build, rows)), ...(await arrearsOf(build, finding.lines))];
  if (finding.facts.is_upper_bound === true)
    grounds.push({
      kind: 'inferred',
      zh: '没有死亡日期：按注销或火化日期推定，实际死亡只会更早',
      en: 'no date of death is stated: it is bounded by the cancellation or cremation, and can only be earlier',
    });
  if (finding.facts.is_contradicted === true)
    grounds.push(CONTRADICTIONS[String(finding.facts.contradiction)] ?? SEEN_IN_PERSON);
  if (finding.match_strength !== 'confirmed')
    grounds.push({
      kind: 'inferred',
      zh: '两边不是同一个有效号码，按姓名、出生等推断为同一人',
      en: 'the two sides do not carry one valid number: that they are one person is inferred',
    });
  return [...new Map(grounds.map((ground) => [ground.zh, ground])).values()];
}

async function wordsOf(build: PublishedBuild, rows: readonly SourceRow[]): Promise<Ground[]> {
  if (!(await isKept(build, 'main', 'word'))) return [];
  const sources = new Map(loadSources().map((source) => [source.source, source]));
  const known = await build.rows<KnownWord>(
    'select source, field, raw, means, came_from from word where means is not null',
  );
  const sheets = await sheetsOf(build);
  return rows.flatMap((row) => {
    const vocabulary = sources.get(row.source)?.vocabulary ?? {};
    const sheet = sheets.named(row.file_hash, row.sheet);
    const fields = new Map(sheet ? keptColumns(sheet).map(({ header, field }) => [header, field]) : []);
    return row.cells.flatMap(({ header, value }): Ground[] => {
      const field = fields.get(header) ?? null;
      const raw = value.trim();
      const word = known.find((one) => one.source === row.source && one.field === field && one.raw === raw);
      const meaning = field && word?.means ? vocabulary[field]?.means[word.means] : undefined;
      if (!word || !meaning) return [];
      const isTaught = word.came_from === 'taught';
      return [
        {
          kind: isTaught ? 'taught' : 'stated',
          zh: `${header}“${raw}”：${meaning.zh}${isTaught ? '（本单位说明）' : ''}`,
          en: `${header} "${raw}": ${meaning.en}${isTaught ? ' (as this office says)' : ''}`,
        },
      ];
    });
  });
}

async function arrearsOf(build: PublishedBuild, lines: readonly FindingLine[]): Promise<Ground[]> {
  const ids = lines
    .map(({ line_id }) => Number(line_id))
    .filter((id) => Number.isSafeInteger(id) && id % 100 > 0);
  if (ids.length === 0 || !(await isKept(build, 'canonical', 'arrears_month'))) return [];
  const found = await build.rows<{ basis: string }>(
    `select distinct basis from canonical.arrears_month where row_id * 100 + part_no in (${ids.join(', ')})`,
  );
  return found.flatMap(({ basis }) => ARREARS[basis] ?? []);
}

async function isKept(build: PublishedBuild, schema: string, table: string): Promise<boolean> {
  const found = await build.rows(
    'select 1 from information_schema.tables where table_schema = $schema and table_name = $table',
    { schema, table },
  );
  return found.length > 0;
}
