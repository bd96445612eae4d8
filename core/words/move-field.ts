/** How a field is filled in: what the casebook takes, what the page shows and what the command line reads follow from it. */
export type FieldKind =
  | 'text'
  | 'long'
  /** A day; left out it is today. */
  | 'day'
  /** Fen, typed in yuan. */
  | 'yuan'
  | 'choice'
  | 'flag'
  | 'person'
  /** An entry of the case's money. */
  | 'entry'
  /** Something that has a key of its own: a document, a line of a statement. */
  | 'key'
  | 'servers'
  /** The two who write something down. */
  | 'takers'
  | 'strike'
  | 'adjustments'
  | 'instalments'
  /** Where the parts of a debtor's name come from. */
  | 'sources';

export type Option = readonly [flags: string, describes: string];

/** One thing that a move asks for. */
export interface MoveField {
  name: string;
  kind: FieldKind;
  /** Nothing need be said. */
  isOptional?: true;
  /** A program may leave it out: a choice is its first value then, an amount all that there is. */
  isAssumed?: true;
  /** Of a choice: its values; their words stand under `case.<name>-<value>` or `case.<words>-<value>`. */
  values?: readonly string[];
  words?: string;
  /** Filled in beforehand from the case. */
  proposes?: 'outstanding' | 'refund-due' | 'owed-to-person' | 'today';
  /** Of a day: nothing is taken for it, not even today. */
  isNeeded?: true;
  /** Of a day: it may lie ahead. What a move records has else happened. */
  isAhead?: true;
  /** Asked for only with these values of another field. */
  only?: { with: string; is: readonly string[] };
  /** How the command line asks; without any the pages alone do. A choice by an option without a value is its last. */
  options?: readonly Option[];
  /** The pages do not ask for it. */
  isTypedOnly?: true;
}
