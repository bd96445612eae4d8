/** Every text of one language's files, by `area.key`. */
export function byArea(
  files: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Map<string, string> {
  return new Map(
    Object.entries(files).flatMap(([path, entries]) => {
      const area = /([^/]+)\.json$/.exec(path)?.[1] ?? '';
      return Object.entries(entries).map(([key, text]): [string, string] => [`${area}.${key}`, text]);
    }),
  );
}
