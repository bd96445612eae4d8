/** A report as text: its paragraphs, the rows of its tables among them, and its tables cell by cell. */
export interface Report {
  paragraphs: readonly string[];
  tables: readonly ReadTable[];
}

/** A table of a report as the text of its cells. */
export type ReadTable = readonly (readonly string[])[];
