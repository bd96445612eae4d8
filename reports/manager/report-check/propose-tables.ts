import { checkTypedClaims } from '../typed-figures/check-claims.ts';
import { parseDecimal } from '../typed-figures/decimal.ts';
import type { Part } from '../typed-figures/read-claims.ts';
import type { Proposal } from './paragraphs.ts';
import { proposeSums } from './propose-sums.ts';
import type { ReadTable } from './report-text.ts';
import { addsUp, bare, NO_SUM, nameOf, numberOf, sentenceOf, totalInTable, unitOf } from './table-cells.ts';

const TOTAL = /^(?:合计|总计|共计|全[市县区州]合?计?)$/;
const SUBTOTAL = /^小计$/;

/** The totals of a table: each column against its rows, and a column of totals against those beside it. */
export function proposeTables(tables: readonly ReadTable[]): Proposal[] {
  return tables.flatMap((table) => {
    const heads = table.findIndex((row) => row.slice(1).some((cell) => numberOf(cell) !== null));
    if (heads < 1) return [];
    const headers = headersOf(table.slice(0, heads));
    const body = table.slice(heads);
    return [
      ...columns(headers, body, countedOnce(table)),
      ...rows(headers, body),
      ...proposeSums(headers, body),
      ...rates(headers, body),
      ...means(headers, body),
    ];
  });
}

/** What stands above each column, over all the rows of the head. */
function headersOf(head: ReadTable): string[] {
  const width = Math.max(...head.map(({ length }) => length));
  return Array.from({ length: width }, (_, at) =>
    [...new Set(head.map((row) => bare(row[at] ?? '')))].filter((text) => text.length < 30).join(''),
  );
}

function columns(headers: readonly string[], body: ReadTable, once: readonly string[]): Proposal[] {
  const totalAt = body.findIndex((row) => row.some((cell) => TOTAL.test(bare(cell))));
  if (totalAt < 0) return [];
  const total = body[totalAt] ?? [];
  const others = (totalAt === 0 ? body.slice(1) : body.slice(0, totalAt)).filter(
    (row) => !row.some((cell) => TOTAL.test(bare(cell)) || SUBTOTAL.test(bare(cell))),
  );
  return headers.flatMap((header, at): Proposal[] => {
    const whole = numberOf(total[at] ?? '');
    const isOnce = (said: string) =>
      said.includes(nameOfColumn(header)) || (/只计一次/.test(said) && /元/.test(unitOf(header)));
    if (whole === null || NO_SUM.test(header) || once.some(isOnce)) return [];
    // the same people come again in every month
    if (/人数|^人$|\(人\)/.test(header) && others.every((row) => row.some(isPeriod))) return [];
    const parts = others.flatMap((row) => partOf(row, at, unitOf(header)));
    if (parts.length < 2) return [];
    const named = total.find((cell) => TOTAL.test(bare(cell))) ?? '';
    return [totalInTable(`${header}${named}${total[at]?.trim()}`, header, whole, parts, total)];
  });
}

/** What the table says of totals in which each is counted once: 点名人数的合计去重，各行不能相加, or money 合计中只计一次. */
const countedOnce = (table: ReadTable): string[] =>
  table
    .flat()
    .flatMap((cell) => bare(cell).match(/[^。;；]*(?:去重|不能相加|合计中?只计一次)[^。;；]*/g) ?? []);

const nameOfColumn = (header: string): string => header.replace(/[(（].*/, '');

const isPeriod = (cell: string): boolean =>
  /^(?:\d{4}年?)?(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)$|^\d{4}-?\d{2}$/.test(bare(cell));

/** A row is a line of the table; a blank cell of it is nothing. */
function partOf(row: readonly string[], at: number, unit: string): Part[] {
  const value = numberOf(row[at] ?? '');
  const what = row.find((cell) => /\p{Script=Han}/u.test(cell)) ?? '';
  return value === null ? [] : [{ what: what.trim(), figures: new Map([[unit, value]]) }];
}

/** 男、女、合计: a column of totals, where most rows show that it is one. */
function rows(headers: readonly string[], body: ReadTable): Proposal[] {
  const totalAt = headers.findIndex((header) => /合计|总计|小计$/.test(header));
  if (totalAt < 0) return [];
  const beside = headers.flatMap((header, at) =>
    at !== totalAt && !NO_SUM.test(header) && unitOf(header) === unitOf(headers[totalAt] ?? '') ? [at] : [],
  );
  const told = body.flatMap((row): Proposal[] => {
    const whole = numberOf(row[totalAt] ?? '');
    const parts = beside.flatMap((at): Part[] => {
      const value = numberOf(row[at] ?? '');
      const header = headers[at] ?? '';
      return value === null ? [] : [{ what: header, figures: new Map([[unitOf(header), value]]) }];
    });
    if (whole === null || parts.length < 2) return [];
    return [
      totalInTable(
        `${nameOf(row)}${headers[totalAt]}${row[totalAt]?.trim()}`,
        headers[totalAt] ?? '',
        whole,
        parts,
        row,
      ),
    ];
  });
  const right = told.filter(addsUp);
  return right.length * 3 >= told.length * 2 && right.length > 1 ? told : [];
}

/** A column of rates: the share of one column in another, where nearly all rows show which two they are. */
function rates(headers: readonly string[], body: ReadTable): Proposal[] {
  return headers.flatMap((header, at): Proposal[] => {
    if (!/率|占比|比重|比例/.test(header)) return [];
    const sides = headers.flatMap((other, place) => (NO_SUM.test(other) ? [] : [place]));
    const candidates = sides.flatMap((part) =>
      sides.flatMap((of) => (part === of ? [] : [body.flatMap((row) => rateIn(headers, row, at, part, of))])),
    );
    return candidates.find(isShown) ?? [];
  });
}

/** A column of means: money by heads, households or visits, where nearly all rows show which two columns they are of. */
function means(headers: readonly string[], body: ReadTable): Proposal[] {
  return headers.flatMap((header, at): Proposal[] => {
    const unit = /亿元|万元|千元|元/.exec(header)?.[0];
    if (!/[人次户件]均/.test(header) || unit === undefined) return [];
    const sides = headers.flatMap((other, place) => (NO_SUM.test(other) ? [] : [place]));
    const told = sides
      .filter((sum) => /元/.test(unitOf(headers[sum] ?? '')))
      .flatMap((sum) =>
        sides
          .filter((count) => !/元/.test(unitOf(headers[count] ?? '')))
          .map((count) => body.flatMap((row) => meanIn(headers, row, { at, unit, sum, count }))),
      );
    return told.find(isShown) ?? [];
  });
}

function meanIn(
  headers: readonly string[],
  row: readonly string[],
  { at, unit, sum, count }: { at: number; unit: string; sum: number; count: number },
): Proposal[] {
  const [mean, money, heads] = [at, sum, count].map((place) => numberOf(row[place] ?? ''));
  if (mean == null || money == null || heads == null || heads.digits === 0n) return [];
  const tens = (TENS[unitOf(headers[sum] ?? '')] ?? 0) - (TENS[unit] ?? 0);
  const total = { digits: money.digits, scale: money.scale - tens };
  const says = `${nameOf(row)}${headers[at]}${row[at]?.trim()}`;
  return [
    {
      claim: { says, form: 'mean', sum: total, count: heads, months: 1, mean, unit },
      sentence: sentenceOf(row),
    },
  ];
}

const TENS: Readonly<Record<string, number>> = { 元: 0, 千元: 3, 万元: 4, 亿元: 8 };

/** Whether nearly all rows of a column hold, three of them at least. */
function isShown(told: readonly Proposal[]): boolean {
  const right = told.filter(({ claim }) => checkTypedClaims([claim]).differences.length === 0);
  return right.length >= 3 && right.length * 3 >= told.length * 2;
}

function rateIn(
  headers: readonly string[],
  row: readonly string[],
  at: number,
  part: number,
  of: number,
): Proposal[] {
  const written = bare(row[at] ?? '');
  const percent = parseDecimal(written.replace(/%$/, ''));
  const [share, whole] = [numberOf(row[part] ?? ''), numberOf(row[of] ?? '')];
  if (!/\d%$/.test(written) || percent === null || share === null || whole === null) return [];
  if (whole.digits === 0n) return [];
  const says = `${nameOf(row)}${headers[at]}${written}`;
  return [{ claim: { says, form: 'percent', part: share, of: whole, percent }, sentence: sentenceOf(row) }];
}
