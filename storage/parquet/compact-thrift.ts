/** Kinds of fields in Thrift's compact protocol, which the headers and the footer of a Parquet file are written in. */
const KIND = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A value with its kind: numbers are whole, a structure is its fields by their number, in rising order. */
export type Thrift =
  | { i32: number }
  | { i64: number }
  | { binary: string }
  | { list: readonly Thrift[] }
  | { struct: Readonly<Record<number, Thrift>> };

/** The bytes of a structure. */
export function encodeStruct(fields: Readonly<Record<number, Thrift>>): Buffer {
  const bytes: number[] = [];
  writeStruct(bytes, fields);
  return Buffer.from(bytes);
}

function writeStruct(bytes: number[], fields: Readonly<Record<number, Thrift>>): void {
  let before = 0;
  for (const [name, value] of Object.entries(fields)) {
    const id = Number(name);
    bytes.push(((id - before) << 4) | kindOf(value));
    writeValue(bytes, value);
    before = id;
  }
  bytes.push(0);
}

function writeValue(bytes: number[], value: Thrift): void {
  if ('i32' in value) writeWhole(bytes, value.i32 * 2);
  else if ('i64' in value) writeWhole(bytes, value.i64 * 2);
  else if ('struct' in value) writeStruct(bytes, value.struct);
  else if ('binary' in value) {
    const text = Buffer.from(value.binary);
    writeWhole(bytes, text.length);
    bytes.push(...text);
  } else {
    const { list } = value;
    const kind = list[0] === undefined ? KIND.struct : kindOf(list[0]);
    if (list.length < 15) bytes.push((list.length << 4) | kind);
    else {
      bytes.push(0xf0 | kind);
      writeWhole(bytes, list.length);
    }
    for (const item of list) writeValue(bytes, item);
  }
}

function kindOf(value: Thrift): number {
  return KIND[Object.keys(value)[0] as keyof typeof KIND];
}

/** Seven bits a byte, the lowest first. No number here is below zero, so that a signed one is written as its double. */
export function writeWhole(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}
