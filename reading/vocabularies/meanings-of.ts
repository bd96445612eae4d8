import type { CodedField } from './vocabulary.ts';

/** One thing that a cell of a coded column may mean. */
export interface Meaning {
  code: string;
  zh: string;
  en: string;
  /** Where it comes from law, the text. */
  basis: string | null;
}

/** A word may have nothing to do with the column: its row counts as if the cell said nothing. */
const NOTHING: Meaning = {
  code: 'nothing',
  zh: '与此无关',
  en: 'has nothing to do with it',
  basis: null,
};

/** What a word of this column may be said to mean, in words of the office; the last one is that it says nothing here. */
export function meaningsOf(field: CodedField): Meaning[] {
  return [
    ...Object.entries(field.means).map(([code, { zh, en, basis }]) => ({
      ...{ code, zh, en },
      basis: basis ?? null,
    })),
    NOTHING,
  ];
}
