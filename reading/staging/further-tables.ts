import { type BrokenRow, cellsOf, holdsResidentId, type RawRow } from '../raw-file.ts';
import { monthNamed } from '../recognition/title-month.ts';
import { townshipIn } from '../recognition/title-township.ts';
import { opensFooter, type RowKind } from '../row-kinds.ts';
import type { TypedLayout } from './typed-rows.ts';

/** Cells that a title fills: itself, and a unit or a date beside it. */
const OF_A_TITLE = 3;
/** What a title calls the table below it. A date of signing names a month as well. */
const CALLS_A_TABLE = /[表册]|名单|明细|清单|台账|发放|月份/u;
const NAMES_A_DAY = /\d\s*[日号]|\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d/u;
/** 职工新村 is where people live. */
const IS_A_PLACE = /(?:村|社区|镇|乡|街道|组|居委会|村委会)$/u;
/** 2022年6月 over rows, or below them: of which it is, nobody can tell before a header. */
const MONTH_ALONE = /^20\d\d\s*[-/.年]\s*\d{1,2}\s*(?:月份?)?$/u;
const TOWNSHIP_ALONE = /^.{2,4}(?:镇|乡|街道)$/u;
/** What stands over rows to say who they are, and no remark: 停发人员, 三、暂停发放. */
const IS_A_HEADING = /(?:人员|对象|名单|[表册]|明细|情况|部分|:)$|^[(]?[一二三四五六七八九十\d]+[)、.]/u;
const LONGEST_HEADING = 25;
/** A row with more digits in a run names a person, an account or a sum. */
const DIGITS_OF_DATA = /\d{7}/;

/** What a title says of the rows below it; null for what it does not say. */
interface TitledBlock {
  month: number | null;
  township: string | null;
}

/**
 * Tables that stand in a sheet beside the one that was recognised: above its header, or below its rows under a header of
 * their own or a heading that calls them another list (停发人员). Their rows are not read by the columns of the first: whoever
 * was stopped is not taken for paid. Where the header of the first comes again, as on every printed page, its rows go on,
 * and are of the month and township that the title above it names.
 */
export class FurtherTables {
  readonly #recognition: TypedLayout['recognition'];
  readonly #otherLists: readonly string[];
  readonly #goOn: (block: TitledBlock) => void;
  /** Of the rows at hand, as far as titles say it. */
  #block: TitledBlock;
  /** What a title names beside that, while no header has followed it. */
  #named: TitledBlock | null = null;
  #isOtherHeader = false;
  #isOtherTitle = false;
  #isOtherHeading = false;

  constructor({ recognition, source, period, township }: TypedLayout, goOn: (block: TitledBlock) => void) {
    this.#recognition = recognition;
    this.#otherLists = source.other_headings;
    this.#block = { month: period, township };
    this.#goOn = goOn;
  }

  get isBegun(): boolean {
    return this.#isOtherHeader || this.#isOtherTitle || this.#isOtherHeading;
  }

  /** Whether a row above the header is one of a table of people, and no title. */
  standsAbove({ row, joined }: RawRow): boolean {
    if (row >= this.#recognition.header_rows[0] || !holdsResidentId(joined)) return false;
    return filledOf(joined).length >= OF_A_TITLE;
  }

  /** Looks at a row below the header for what it says of those below it; a title is none of data. */
  see<Sort extends RowKind | BrokenRow>(row: RawRow, sort: Sort): Sort | 'footer' {
    if (sort === 'other-header') this.#isOtherHeader = true;
    else if (sort === 'header') this.#seeHeader();
    else if (sort === 'footer' || (sort === 'data' && !DIGITS_OF_DATA.test(row.joined)))
      return this.#isTitle(row) ? 'footer' : sort;
    else if (sort === 'data') this.#named = null;
    return sort;
  }

  #seeHeader(): void {
    this.#isOtherHeader = false;
    if (this.#named === null) return;
    this.#block = this.#named;
    this.#goOn(this.#named);
    this.#named = null;
    this.#isOtherTitle = false;
  }

  #isTitle(row: RawRow): boolean {
    const filled = filledOf(row.joined);
    const [text = ''] = filled;
    if (filled.length > OF_A_TITLE || opensFooter(cellsOf(row))) return false;
    const isOfBlock = CALLS_A_TABLE.test(text) && !NAMES_A_DAY.test(text) && this.#seeBlock(text);
    if (filled.length > 1) return isOfBlock;
    if (MONTH_ALONE.test(text)) this.#seeMonth(text);
    const isTownship = TOWNSHIP_ALONE.test(text);
    if (isTownship) this.#seeTownship(text);
    const isPlace = IS_A_PLACE.test(text.replace(/:$/, ''));
    if (!isPlace && (!IS_A_HEADING.test(text) || text.length > LONGEST_HEADING)) return isOfBlock;
    this.#isOtherHeading = !isPlace && this.#otherLists.some((word) => text.includes(word));
    return isOfBlock || isTownship || this.#isOtherHeading;
  }

  /** A month alone may be that of the rows below it or of a signature: where it is another one, they are left. */
  #seeMonth(text: string): void {
    const { month } = this.#block;
    if (month === null) return;
    this.#isOtherTitle = monthNamed(text) !== month;
    this.#named = null;
  }

  /** A township over some of the rows goes before that of the title. */
  #seeTownship(text: string): void {
    const township = townshipIn(text);
    if (this.#block.township === null || township === null) return;
    this.#block = { ...this.#block, township };
    this.#goOn(this.#block);
  }

  /** Whether a title says of which month or township the rows below it are. */
  #seeBlock(text: string): boolean {
    const { month, township } = this.#block;
    const said = {
      month: month === null ? null : monthNamed(text),
      township: township === null ? null : townshipIn(text),
    };
    if (said.month === null && said.township === null) return false;
    const named = { month: said.month ?? month, township: said.township ?? township };
    this.#isOtherTitle = named.month !== month || named.township !== township;
    this.#named = this.#isOtherTitle ? named : null;
    return true;
  }
}

function filledOf(joined: string): string[] {
  return cellsOf({ row: 0, joined })
    .map((cell) => cell.normalize('NFKC').trim())
    .filter((cell) => cell !== '');
}
