/** What a file may cost before it is refused. A city's year stays far below each of them. */
export interface Limits {
  /** Bytes that the parts of a workbook may unpack to, by the directory of the zip and while unpacking. */
  unpackedBytes: number;
  /** How many times larger than packed; rosters reach about 30. */
  unpackRatio: number;
  /** Below this size the ratio is not looked at: small blank sheets pack extremely well. */
  ratioFromBytes: number;
  columns: number;
  /** One row, in characters; a longer one is refused alone. */
  lineCharacters: number;
  /** One cell of a workbook, in characters: what a spreadsheet itself can hold. */
  cellCharacters: number;
  /** Characters between two rows of a worksheet part; without an end of row nothing can be read. */
  rowMarkup: number;
  /** Old workbooks and web pages are read whole. */
  wholeFileBytes: number;
  /** Physical lines that one quoted record may span. */
  quotedLines: number;
  /** A link must not lead out of this folder; by default the folder of the file. */
  insideOf: string | null;
}

export const DEFAULT_LIMITS: Limits = {
  unpackedBytes: 2 * 1024 ** 3,
  unpackRatio: 250,
  ratioFromBytes: 64 * 1024 ** 2,
  columns: 2000,
  lineCharacters: 1024 ** 2,
  cellCharacters: 32_767,
  rowMarkup: 16 * 1024 ** 2,
  wholeFileBytes: 300 * 1024 ** 2,
  quotedLines: 20,
  insideOf: null,
};
