/** Of a font, the bit that strikes its text through. */
const STRUCK = 8;

/** Whether the font of a record, of .xls or .xlsb alike, strikes its text through. */
export function fontStrikes(content: Buffer): boolean {
  return (content.readUInt16LE(2) & STRUCK) !== 0;
}
