const SEGMENTS = 12;
const DELTAS = 4;

/** The characters a TrueType or OpenType font has glyphs for, from its `cmap` table. */
export function charactersOf(font: Buffer): Set<number> {
  const table = findTable(font, 'cmap');
  const characters = new Set<number>();
  const count = font.readUInt16BE(table + 2);
  for (let index = 0; index < count; index += 1) {
    const start = table + font.readUInt32BE(table + 4 + index * 8 + 4);
    const format = font.readUInt16BE(start);
    if (format === SEGMENTS) addSegments(font, start, characters);
    if (format === DELTAS) addDeltas(font, start, characters);
  }
  return characters;
}

function findTable(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`a font without a ${tag} table`);
}

function addSegments(font: Buffer, start: number, characters: Set<number>): void {
  const groups = font.readUInt32BE(start + 12);
  for (let index = 0; index < groups; index += 1) {
    const group = start + 16 + index * 12;
    const last = font.readUInt32BE(group + 4);
    for (let code = font.readUInt32BE(group); code <= last; code += 1) characters.add(code);
  }
}

function addDeltas(font: Buffer, start: number, characters: Set<number>): void {
  const segments = font.readUInt16BE(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + segments * 2 + 2;
  for (let index = 0; index < segments; index += 1) {
    const last = font.readUInt16BE(ends + index * 2);
    for (let code = font.readUInt16BE(starts + index * 2); code <= last; code += 1) {
      if (code !== 0xffff) characters.add(code);
    }
  }
}
