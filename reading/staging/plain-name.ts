import { normaliseName } from '../../core/names/normalise.ts';

/** The unified ideographs that names are written in. */
const FIRST = 0x4e00;
const LAST = 0x9fa5;

/** A common name around one character: what becomes of it shows whether the character is left as it is. */
const FRAME = ['王', '明'] as const;

let changed: string | null = null;

/**
 * SQL that is true for a name that normalising leaves as it is: two to four ideographs none of which is a variant of
 * another. Which are, our own tables know; the engine is told them as one class of characters.
 */
export function plainName(cell: string): string {
  changed ??= changedCharacters();
  return `regexp_full_match(${cell}, '[\\x{4e00}-\\x{9fa5}]{2,4}')
    and not regexp_matches(${cell}, '[${changed}]')
    and ${cell} not in ('不详', '未知', '暂无')`;
}

/** Every ideograph that normalising changes, drops or takes for a mark, as ranges of code points. */
function changedCharacters(): string {
  const ranges: string[] = [];
  let start: number | null = null;
  for (let code = FIRST; code <= LAST + 1; code += 1) {
    const isChanged = code <= LAST && !isKept(String.fromCodePoint(code));
    if (isChanged && start === null) start = code;
    if (!isChanged && start !== null) {
      ranges.push(range(start, code - 1));
      start = null;
    }
  }
  return ranges.join('');
}

function isKept(character: string): boolean {
  const [before, after] = FRAME;
  const inside = `${before}${character}${after}`;
  const last = `${before}${after}${character}`;
  const first = `${character}${after}`;
  return [inside, last, first].every((name) => normaliseName(name).text === name);
}

function range(from: number, to: number): string {
  const point = (code: number): string => `\\x{${code.toString(16)}}`;
  return from === to ? point(from) : `${point(from)}-${point(to)}`;
}
