/** Of each column as many different cells are remembered with whether they say something. */
const REMEMBERED = 20_000;

/** A column that no field reads, looked through for cells that say something all the same. */
export class UnreadCells {
  /** What the cell of the row at hand says, with the header it stands under; '' where it says nothing that matters. */
  said = '';
  readonly #header: string;
  readonly #says: (text: string) => boolean;
  readonly #known = new Map<string, string>();

  constructor(header: string, says: (text: string) => boolean) {
    this.#header = header;
    this.#says = says;
  }

  takeNothing(): void {
    this.said = '';
  }

  take(bytes: Uint8Array, start: number, end: number): void {
    this.said = '';
    if (start === end) return;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    const known = this.#known.get(text);
    if (known !== undefined) {
      this.said = known;
      return;
    }
    this.said = this.#says(text) ? `${this.#header}：${text.trim()}` : '';
    if (this.#known.size === REMEMBERED) this.#known.clear();
    this.#known.set(text, this.said);
  }
}
