import { readFileSync } from 'node:fs';
import { Converter } from 'opencc-js/t2cn';

const dataFolder = new URL('./data/', import.meta.url);

function readData(name: string): string {
  return readFileSync(new URL(name, dataFolder), 'utf8');
}

let variantFold: Map<string, string> | undefined;
let similarPairs: Set<number> | undefined;
let syllableIndex: Map<string, number> | undefined;

const toSimplified = Converter({ from: 't', to: 'cn' });
const foldCache = new Map<string, string>();

/**
 * The GB 2312 form of one character: traditional to simplified, then one hop of the variant table.
 * Only characters outside GB 2312 are folded by the table: following Unihan's variants freely would
 * merge different names such as 彬 and 斌.
 */
export function foldCharacter(character: string): string {
  const known = foldCache.get(character);
  if (known !== undefined) return known;
  variantFold ??= new Map(
    readData('variants.txt')
      .trim()
      .split('\n')
      .map((line) => {
        const [from = '', to = ''] = line;
        return [from, to];
      }),
  );
  const simplified = toSimplified(character);
  const folded = variantFold.get(simplified) ?? simplified;
  foldCache.set(character, folded);
  return folded;
}

function pairKey(low: number, high: number): number {
  return low * 0x10000 + high;
}

/** Whether two characters are easily taken for each other when read from paper or a screen. */
export function isSimilarShape(left: number, right: number): boolean {
  similarPairs ??= readSimilarPairs();
  if (left > 0xffff || right > 0xffff) return false;
  return similarPairs.has(left < right ? pairKey(left, right) : pairKey(right, left));
}

function readSimilarPairs(): Set<number> {
  const pairs = new Set<number>();
  for (const line of readData('similar-shapes.txt').split('\n')) {
    const head = line.charCodeAt(0);
    for (let index = 1; index < line.length; index += 1) {
      const other = line.charCodeAt(index);
      pairs.add(head < other ? pairKey(head, other) : pairKey(other, head));
    }
  }
  return pairs;
}

function loadSyllables(): Map<string, number> {
  const names = ['', ...readData('syllables.txt').trim().split(' ')];
  syllableIndex = new Map(names.map((name, index) => [name, index]));
  return syllableIndex;
}

/** The number of a toneless pinyin syllable (ü written v), 0 when the text is not one. */
export function syllableNumber(text: string): number {
  return (syllableIndex ?? loadSyllables()).get(text) ?? 0;
}

/** Splits a Latin run such as `zhangsan` into syllables, or null when it is not pinyin. */
export function splitSyllables(run: string): string[] | null {
  if (run === '') return [];
  // The longest syllable first: `xian` is one syllable far more often than `xi an`.
  for (let length = Math.min(6, run.length); length > 0; length -= 1) {
    if (syllableNumber(run.slice(0, length)) === 0) continue;
    const rest = splitSyllables(run.slice(length));
    if (rest !== null) return [run.slice(0, length), ...rest];
  }
  return null;
}

let broadForms: number[] | undefined;

/** One number for all syllables that differ only by a retroflex initial or a final -n/-ng. */
export function broadSyllable(number: number): number {
  if (broadForms === undefined) {
    const index = syllableIndex ?? loadSyllables();
    broadForms = [...index.keys()].map((name) => {
      const broad = name.replace(/^([zcs])h/, '$1').replace(/(?<=[aei])ng$/, 'n');
      return index.get(broad) ?? index.get(name) ?? 0;
    });
  }
  return broadForms[number] ?? number;
}
