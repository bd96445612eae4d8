import { isPointOne } from '../../core/dates.ts';

/** January or October; null where the cells of its column tell both. */
export type MonthOfPointOne = 1 | 10 | null;

/**
 * What the cells of one column show of a month written 2022.1. Where October stands there as 2022.10, no zero was lost and
 * .1 is January; where the others have two figures (2022.03) January would be .01, and .1 is October without its zero. From
 * the cell on that shows it 2022.1 is read so; a column in which one was read otherwise before has to be read again.
 */
export class PointOne {
  readonly #told: 1 | 10 | undefined;
  readonly #found: MonthOfPointOne | undefined;
  readonly #readAs = new Set<1 | 10 | undefined>();
  #hasTen = false;
  #hasZero = false;

  /** The month that the list is of, where that tells it; what an earlier reading of all cells has found. */
  constructor(told: 1 | 10 | undefined, found?: MonthOfPointOne) {
    this.#told = told;
    this.#found = found;
  }

  see(cell: string): void {
    if (isPointOne(cell)) this.#readAs.add(this.month);
    else if (/^\s*\d{4}\.10\s*$/.test(cell)) this.#hasTen = true;
    else if (/^\s*\d{4}\.0[1-9]\s*$/.test(cell)) this.#hasZero = true;
  }

  /** The month that it is, as far as that is known. */
  get month(): 1 | 10 | undefined {
    if (this.#told !== undefined) return this.#told;
    return (this.#found === undefined ? this.#shown : this.#found) ?? undefined;
  }

  /** How the column has to be read again, where a cell has been read otherwise than it should; else undefined. */
  get toReadAs(): MonthOfPointOne | undefined {
    if (this.#told !== undefined || this.#found === null) return undefined;
    // what the cells showed before they may show again at the end alone
    if (this.#found !== undefined) return this.#hasTen && this.#hasZero ? null : undefined;
    const shown = this.#shown;
    if ([...this.#readAs].every((month) => month === (shown ?? undefined))) return undefined;
    return shown;
  }

  /** A cell has it, and nothing tells which month it is, or the others tell both. */
  get isOpen(): boolean {
    return this.#readAs.size > 0 && this.#told === undefined && this.#shown === null;
  }

  get #shown(): MonthOfPointOne {
    if (this.#hasTen === this.#hasZero) return null;
    return this.#hasTen ? 1 : 10;
  }
}
