import { files, type OurFile, programs } from './our-files.ts';

const EXPORTED =
  /^export (?:default )?(?:async )?(?:abstract )?(function\*?|const|class|interface|type) +([A-Za-z_]\w*)/gm;

/** Names that every file of its kind gives what it brings along: whoever collects the files asks for them. */
const ASKED_FOR: Readonly<Record<string, RegExp>> = {
  pages: /^workbench\/client\/pages\/[^/]+\/page\.ts$/,
  implementations: /^workbench\/server\/areas\/[^/]+\/endpoints\.ts$/,
  register: /^pipelines\/commands\//,
};

type Side = 'answer' | 'shown' | 'verb' | 'page' | 'type' | 'value';

/** What may share a name, since it is one concept seen from two sides. */
const ONE_CONCEPT: readonly (readonly Side[])[] = [
  // a thing, the shape it is answered in, and the part of a page that shows it
  ['answer', 'shown', 'type'],
  // one act by either door
  ['page', 'verb'],
];

function sideOf(path: string, kind: string, name: string): Side {
  if (/^(?:interface|type|class)$/.test(kind))
    return path.startsWith('workbench/contract/') ? 'answer' : 'type';
  if (path.startsWith('workbench/client/') && path.endsWith('.tsx') && /^[A-Z][a-z]/.test(name))
    return 'shown';
  if (path.startsWith('workbench/server/')) return 'page';
  return path.startsWith('pipelines/') ? 'verb' : 'value';
}

/** Exported names that mean different things in different files, each with the files. */
export function sharedNames(of: readonly OurFile[] = programs): Map<string, string[]> {
  const places = new Map<string, Map<string, Side>>();
  for (const { path, text } of of.filter(({ path }) => !/^(?:tests|bench)\//.test(path))) {
    for (const [, kind = '', name = ''] of text.matchAll(EXPORTED)) {
      if (ASKED_FOR[name]?.test(path)) continue;
      places.set(name, (places.get(name) ?? new Map<string, Side>()).set(path, sideOf(path, kind, name)));
    }
  }
  const isOne = (sides: readonly Side[]): boolean =>
    new Set(sides).size === sides.length &&
    ONE_CONCEPT.some((views) => sides.every((side) => views.includes(side)));
  return new Map(
    [...places]
      .filter(([, sides]) => sides.size > 1 && !isOne([...sides.values()]))
      .map(([name, sides]) => [name, [...sides.keys()]]),
  );
}

/** Exported names that nobody says again, not even their own file. */
export function unusedNames(): string[] {
  const said = new Map<string, number>();
  for (const { text } of files.filter(({ path }) => /\.tsx?$/.test(path)))
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) said.set(word, (said.get(word) ?? 0) + 1);
  return programs.flatMap(({ path, text }) =>
    [...text.matchAll(EXPORTED)]
      .filter(([line, , name = '']) => !line.startsWith('export default') && said.get(name) === 1)
      .map(([, , name]) => `${path}: ${name}`),
  );
}
