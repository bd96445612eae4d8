import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { charactersOf } from './character-map.ts';

/** The faces a paper is set in: what the shipped ones lack may stand in a file of the office's own. */
export interface FontSet {
  families: readonly string[];
  files: readonly string[];
}

const SHIPPED = ['noto-serif-sc-regular.ttf', 'noto-serif-sc-bold.ttf', 'rare-han.ttf'];

/** The shipped fonts, and behind them whatever .ttf or .otf files the office has put into a folder of its own. */
export function loadFonts(officeFolder: string | null = null): FontSet {
  const own =
    officeFolder !== null && existsSync(officeFolder)
      ? readdirSync(officeFolder)
          .filter((name) => /\.(ttf|otf)$/i.test(name))
          .sort()
          .map((name) => join(officeFolder, name))
      : [];
  return {
    families: ['Noto Serif SC', 'Hedui Rare Han'],
    files: [...SHIPPED.map((name) => join(import.meta.dirname, name)), ...own],
  };
}

/** Every character that some font of the set can draw. */
export function drawable(fonts: FontSet): ReadonlySet<number> {
  const all = new Set<number>();
  for (const file of fonts.files) for (const code of charactersOf(readFileSync(file))) all.add(code);
  return all;
}

/** The characters of a text that would come out as a box, each once. */
export function undrawable(text: string, characters: ReadonlySet<number>): string[] {
  const missing = new Set<string>();
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // spaces and line ends are not drawn
    if (code > 0x20 && code !== 0x3000 && code !== 0xa0 && !characters.has(code)) missing.add(character);
  }
  return [...missing];
}
