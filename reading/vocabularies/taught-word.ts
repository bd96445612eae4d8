/** A word of the office's own: what a person said that it means in one column of one source. */
export interface TaughtWord {
  source: string;
  field: string;
  /** As the office writes it; '' for a blank cell. */
  word: string;
  /** A code of the column's vocabulary, or `nothing`. */
  means: string;
}
