import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listInbox } from './inbox.ts';
import { keptPath } from './receipt.ts';
import { expectsNew, receive } from './receive.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-inbox-'));
  mkdirSync(join(folder, 'inbox', '弥阳'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the inbox', () => {
  test('lists what lies in folders, and nothing that an office does not send', () => {
    for (const name of ['二.csv', '弥阳/一.csv', '~$二.xlsx', '.DS_Store', 'Thumbs.db'])
      writeFileSync(join(folder, 'inbox', name), 'x');
    expect(listInbox(join(folder, 'inbox')).map(({ name }) => name)).toEqual(['二.csv', '弥阳/一.csv']);
  });

  test('takes nothing that is not downloaded to its end, and the file itself when it is', async () => {
    const [inbox, received] = [join(folder, 'inbox'), join(folder, 'received')];
    writeFileSync(join(inbox, '名册.csv.crdownload'), '姓名,金额\n张三,1');
    const [file] = await receive(inbox, received, new Date());
    expect([file?.refusal?.code, readdirSync(received)]).toEqual(['file-unfinished', []]);
    renameSync(join(inbox, '名册.csv.crdownload'), join(inbox, '名册.csv'));
    expect((await receive(inbox, received, new Date()))[0]).toMatchObject({
      name: '名册.csv',
      refusal: null,
    });
  });

  test('tells before anything is hashed whether something new lies in it, by what is as long as nothing received', async () => {
    const [inbox, received] = [join(folder, 'inbox'), join(folder, 'received')];
    expect(expectsNew(join(folder, 'nowhere'), received)).toBe(false);
    for (const name of ['空.csv', '名册.csv.crdownload'])
      writeFileSync(join(inbox, name), name === '空.csv' ? '' : '姓名');
    expect(expectsNew(inbox, received)).toBe(false);
    writeFileSync(join(inbox, '名册.csv'), '姓名,金额\n张三,1');
    expect(expectsNew(inbox, received)).toBe(true);
    const told: string[] = [];
    await receive(inbox, received, new Date(), ({ name }) => told.push(name));
    expect([told, expectsNew(inbox, received)]).toEqual([['名册.csv'], false]);
  });

  test('does not follow a linked folder, not even one that leads to itself: it is refused as no file', async () => {
    symlinkSync(join(folder, 'inbox'), join(folder, 'inbox', '循环'));
    writeFileSync(join(folder, 'inbox', '名册.csv'), 'x');
    const files = await receive(join(folder, 'inbox'), join(folder, 'received'), new Date());
    expect(files.map(({ name, refusal }) => [name, refusal?.code ?? 'received'])).toEqual([
      ['名册.csv', 'received'],
      ['循环', 'file-not-regular'],
    ]);
  });

  test.skipIf(process.platform === 'win32')(
    'receives a file whose name is GBK, under that name',
    async () => {
      const name = Buffer.concat([Buffer.from(`${folder}/inbox/`), iconv.encode('弥勒名册.csv', 'gbk')]);
      writeFileSync(name, '姓名\n');
      const [file] = await receive(join(folder, 'inbox'), join(folder, 'received'), new Date());
      expect([file?.name, file?.receipt?.bytes]).toEqual(['弥勒名册.csv', 7]);
    },
  );

  test('keeps a long file once, and another one beside it that is as long', async () => {
    const [inbox, received] = [join(folder, 'inbox'), join(folder, 'received')];
    const roster = Buffer.alloc(3 * 1024 ** 2, '张三,\n');
    const other = Buffer.from(roster).fill('李', roster.length - 3);
    writeFileSync(join(inbox, '一月.csv'), roster);
    const [first] = await receive(inbox, received, new Date());
    writeFileSync(join(inbox, '二月.csv'), other);
    writeFileSync(join(inbox, '弥阳', '一月的副本.csv'), roster);
    const files = await receive(inbox, received, new Date());
    expect(
      files.map(({ name, isKnown, sameAs, receipt }) => [name, isKnown, sameAs, receipt?.sequence]),
    ).toEqual([
      ['一月.csv', true, null, 1],
      ['二月.csv', false, null, 2],
      ['弥阳/一月的副本.csv', false, '一月.csv', 1],
    ]);
    const kept = files.map(({ receipt }) => readFileSync(keptPath(received, receipt!)));
    expect([first?.receipt?.bytes, kept[0]?.equals(roster), kept[1]?.equals(other)]).toEqual([
      roster.length,
      true,
      true,
    ]);
    expect(readdirSync(received)).toHaveLength(2);
  });
});
