import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre';
import iconv from 'iconv-lite';

/** A workbook that cannot be opened without its password. */
export async function lockedWorkbook(): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: [{ name: '名册', rows: [['姓名', '身份证号']] }],
    encryption: { password: '1', spinCount: 100 },
  });
  return Buffer.from(bytes);
}

/** A workbook of a few kilobytes whose one sheet unpacks to many thousand times as much. */
export function zipBomb(unpackedBytes = 72 * 1024 ** 2): Buffer {
  const blank = Buffer.alloc(unpackedBytes, ' ');
  const parts: [string, Buffer][] = [
    [
      'xl/workbook.xml',
      Buffer.from('<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      Buffer.from('<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>'),
    ],
    ['xl/s.xml', blank],
  ];
  return zip(parts);
}

function zip(parts: readonly [string, Buffer][]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Text that is neither UTF-8 nor GB18030, in any of its lines. */
export function unreadableText(text: string): Buffer {
  const lines = text
    .split('\n')
    .map((line) => Buffer.concat([iconv.encode(line, 'gbk'), Buffer.from([0xff, 0xff, 0x0a])]));
  return Buffer.concat(lines);
}

/** Bytes without any meaning. */
export function junk(): Buffer {
  return Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 37) % 256));
}
