export type Values = Readonly<Record<string, string | number>>;

/**
 * Fills the places of a text: `{n}` with a value, `{n:case|cases}` with the word that goes with one of something or with
 * any other number. A value that is not there leaves its place empty.
 */
export function fill(text: string, values: Values): string {
  return text.replace(
    /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g,
    (_, name: string, one: string | undefined, others: string | undefined) => {
      const value = String(values[name] ?? '');
      if (one === undefined || others === undefined) return value;
      return value === '1' ? one : others;
    },
  );
}
