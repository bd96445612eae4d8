import { isPointOne } from '../../core/dates.ts';

/**
 * What the cells of one column show of a month written 2022.1. Where October stands there as 2022.10, no zero was lost and
 * .1 is January; where the others have two figures (2022.03) January would be .01, and .1 is October without its zero.
 */
export class PointOne {
  /** The month it is, where that was known before. */
  readonly month: 1 | 10 | undefined;
  #isWritten = false;
  #hasTen = false;
  #hasZero = false;

  constructor(month: 1 | 10 | undefined) {
    this.month = month;
  }

  see(cell: string): void {
    if (isPointOne(cell)) this.#isWritten = true;
    else if (/^\s*\d{4}\.10\s*$/.test(cell)) this.#hasTen = true;
    else if (/^\s*\d{4}\.0[1-9]\s*$/.test(cell)) this.#hasZero = true;
  }

  /** The month it turned out to be in this column, where a cell has it and it was not known. */
  get found(): 1 | 10 | null {
    if (!this.#isAsked || this.#hasTen === this.#hasZero) return null;
    return this.#hasTen ? 1 : 10;
  }

  /** A cell has it, and nothing tells which month it is, or the others tell both. */
  get isOpen(): boolean {
    return this.#isAsked && this.#hasTen === this.#hasZero;
  }

  get #isAsked(): boolean {
    return this.#isWritten && this.month === undefined;
  }
}
