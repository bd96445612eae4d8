import { Refusal } from '../../core/errors.ts';
import type { Neighbour } from '../sources/neighbours.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { tableWords } from '../table-words.ts';
import type { ComposedHeader, HeaderMatcher } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { sheetPlace, shown } from './layout.ts';
import { monthOfHeader, nameMonths } from './month-headers.ts';
import { readAloud } from './read-aloud.ts';
import type { NearMisses } from './recognise-sheet.ts';
import type { HeaderLack, SourceCandidate } from './source-choice.ts';

const SHOWN_SOURCES = 3;
const SHOWN_HEADERS = 12;
/** From here on a header is taken for something, so no hint is needed. */
const TAKEN_HEADER = 0.6;

/** Why a sheet is no known source, what it is nearest to, and what a person can do about it. */
export function describeUnrecognised(
  file: string,
  sheet: string,
  verdict: ({ kind: 'unknown' } | { kind: 'ambiguous'; rows: string[][] }) & NearMisses,
  matchers: readonly HeaderMatcher[],
): Refusal {
  const { zh: place, en: placeEn } = sheetPlace(file, sheet);
  const near = nearestSources(verdict.candidates);
  if (verdict.kind === 'ambiguous') {
    const readings = near.map((candidate) => ({
      candidate,
      text: readAloud(
        candidate.columns,
        verdict.rows,
        matchers.find(({ source }) => source.source === candidate.source)?.source,
      ),
    }));
    return new Refusal(
      'source-ambiguous',
      `${place}单凭表头不能确定是哪种名单，暂不采用。可以读作：${readings
        .map(({ candidate, text }) => `${candidate.title}（${text}）`)
        .join(
          '；',
        )}。请说明一次：工作台“释义”页，或 hedui columns teach；也可在文件名或标题中写明是什么名单。`,
      `${placeEn} cannot be told by its headers alone and is not used. It may be read as: ${readings
        .map(({ candidate, text }) => `${candidate.source} (${text})`)
        .join(
          '; ',
        )}. Say it once: page "Words" of the workbench, or hedui columns teach; or in its name or title.`,
    );
  }
  const zh = [`${place}无法识别为任何已知来源。`];
  const en = [`${placeEn} is no source that is known.`];
  for (const candidate of near) {
    const matcher = matchers.find(({ source }) => source.source === candidate.source);
    // a name and a number alone are those of any list of people
    const { lacks } = candidate;
    const why = lacks.map((lack) => lackZh(lack, matcher)).join('；') || '没有哪一列或标题说它是';
    const whyEn = lacks.map((lack) => lackEn(lack, matcher)).join('; ') || 'no header or title says so';
    zh.push(`最接近：${candidate.title}（${why}）。`);
    en.push(`Nearest: ${candidate.source} (${whyEn}).`);
  }
  const hints = headerHints(verdict.headers, near[0], matchers);
  if (hints.length > 0) {
    zh.push(
      `未识别的列：${hints.map(({ header, nearest }) => `“${header}”→ 最接近“${nearest}”`).join('，')}。`,
    );
    en.push(
      `Unknown headers: ${hints.map(({ header, nearest }) => `"${header}" → nearest "${nearest}"`).join(', ')}.`,
    );
  }
  if (nameMonths(verdict.headers.map(({ text }) => text))) {
    zh.push(
      '各月各占一列：年份写在标题里、各月都是金额、合计等于各月之和的发放表可以这样读；这一份请改为一人一月一行（写明所属期），或一月一张表。',
    );
    en.push(
      'Each month has a column of its own: a list of payments is read so where its title says the year, all of them are amounts and their sum is the stated one; of this one send a row per person and month, or a list per month.',
    );
  }
  zh.push('请核对表头，或说明一次各列含义：工作台“释义”页，或 hedui columns teach。');
  en.push(
    'Check the header row, or say once what the columns mean: page "Words" of the workbench, or hedui columns teach.',
  );
  return new Refusal('source-unknown', zh.join(''), en.join(' '));
}

/** A list that is known, and says of itself that its rows are wrong or were not carried out. */
export function describeDoubted(
  file: string,
  sheet: string,
  { source, phrase }: { source: SourceDefinition; phrase: string },
): Refusal {
  const { zh: place, en: placeEn } = sheetPlace(file, sheet);
  return new Refusal(
    'source-ambiguous',
    `${place}是${source.title}，但名称、标题或表末写有“${phrase}”，表中各行可能有误或没有实现，暂不采用。请说明一次：工作台“释义”页，或 hedui columns teach；也可请报送单位逐行写明后重报。`,
    `${placeEn} is ${source.source}, but its name, its title or a note below it says "${phrase}": its rows may be wrong or not carried out, and it is not used. Say it once: page "Words" of the workbench, or hedui columns teach; or ask the sender to say it row by row.`,
  );
}

/** A list that is known and not ours, by its name and with what to do. */
export function describeNeighbour(file: string, sheet: string, neighbour: Neighbour): Refusal {
  const { zh: place, en: placeEn } = sheetPlace(file, sheet);
  return new Refusal(
    'source-neighbour',
    `${place}：${neighbour.advice}（识别为：${neighbour.title}）`,
    `${placeEn}: ${neighbour.advice_en} (taken for: ${neighbour.english})`,
  );
}

export function nearestSources(candidates: readonly SourceCandidate[]): SourceCandidate[] {
  return [...candidates]
    .filter(({ columns }) => columns.length > 0)
    .sort((left, right) => Number(right.isNamed) - Number(left.isNamed) || nearness(right) - nearness(left))
    .slice(0, SHOWN_SOURCES);
}

/** Many columns of a source speak for it, each thing it lacks against it. */
function nearness({ score, lacks }: SourceCandidate): number {
  return score / (1 + lacks.length);
}

/** For each header that no source knows, the known one nearest to it: of the likeliest source, else of any. */
function headerHints(
  headers: readonly ComposedHeader[],
  likeliest: SourceCandidate | undefined,
  matchers: readonly HeaderMatcher[],
): { header: string; nearest: string }[] {
  const preferred = matchers.filter(({ source }) => source.source === likeliest?.source);
  const others = likeliest ? preferred : matchers;
  return headers
    .filter(
      ({ text }) =>
        text !== '' && monthOfHeader(text) === null && !tableWords().serials.includes(normaliseHeader(text)),
    )
    .filter(
      (header) => !others.some((matcher) => (matcher.match(header)[0]?.confidence ?? 0) >= TAKEN_HEADER),
    )
    .slice(0, SHOWN_HEADERS)
    .map((header) => ({
      header: maskDigits(shown(header)),
      nearest: nearestOf(header, preferred) ?? nearestOf(header, matchers),
    }))
    .filter((hint): hint is { header: string; nearest: string } => hint.nearest !== null)
    .filter(({ header, nearest }) => normaliseHeader(header) !== normaliseHeader(nearest));
}

function nearestOf(header: ComposedHeader, matchers: readonly HeaderMatcher[]): string | null {
  const found = matchers
    .map((matcher) => matcher.nearest(header.text))
    .filter((nearest) => nearest !== null)
    .sort((left, right) => left.distance - right.distance);
  return found[0]?.header ?? null;
}

/** A file without a header has data where its header should be: numbers of people are not repeated. */
function maskDigits(text: string): string {
  return text.replace(/\d{5,}[\dXx]/g, '******');
}

function lackZh(lack: HeaderLack, matcher: HeaderMatcher | undefined): string {
  if (lack.kind === 'excluded') return `含有不属于它的列“${lack.header}”`;
  return `缺少 ${lack.fields.map((field) => matcher?.source.fields[field]?.headers[0] ?? field).join(' 或 ')}`;
}

function lackEn(lack: HeaderLack, matcher: HeaderMatcher | undefined): string {
  if (lack.kind === 'excluded') return `has "${lack.header}", which it never has`;
  return `lacks ${lack.fields.map((field) => matcher?.source.fields[field]?.headers[0] ?? field).join(' or ')}`;
}
