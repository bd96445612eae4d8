/** What the browsers of the desks, made of Chromium 86 and later, have no word of their own for. */

export function lastOf<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}

export function findLast<T>(list: readonly T[], is: (one: T) => boolean): T | undefined {
  return [...list].reverse().find(is);
}

export function groupBy<T, K>(list: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
