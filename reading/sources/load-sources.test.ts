import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSources } from './load-sources.ts';

const VALID = `title: 火化\nenglish: Cremation\ndescribes: one cremation\nfields:\n  name: { type: name, headers: [姓名] }\n`;

function folderWith(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-sources-'));
  mkdirSync(join(folder, 'cremation'));
  writeFileSync(join(folder, 'cremation', 'source.yaml'), yaml);
  return folder;
}

describe('sources are the folders under sql/sources', () => {
  test('every source of the tree is as the contract says', () => {
    expect(loadSources().length).toBeGreaterThanOrEqual(14);
  });

  test('adding a folder adds a source, named after it', () => {
    expect(loadSources(folderWith(VALID))).toMatchObject([
      { source: 'cremation', title: '火化', excludes: [] },
    ]);
  });

  test.each([
    [VALID.replace('type: name', 'type: person'), 'fields.name.type'],
    [`${VALID}any_of: [[died_on]]\n`, '"died_on" is not among the fields'],
    [`${VALID}surprise: 1\n`, 'surprise'],
    [VALID.replace('title: 火化\n', ''), 'title'],
    ['title: [', 'source.yaml'],
  ])('a definition that is wrong is refused with its place', (yaml, place) => {
    expect(() => loadSources(folderWith(yaml))).toThrow(place);
  });

  test('a number among words is refused unless it is quoted: 01 would be 1, and 00 would be 0', () => {
    const withWords = (words: string): string => {
      const folder = folderWith(
        VALID.replace('fields:', 'fields:\n  state: { type: text, headers: [状态] }'),
      );
      const means = `{ paid: { zh: 已付, en: paid, words: [${words}] } }`;
      writeFileSync(
        join(folder, 'cremation', 'vocabulary.yaml'),
        `state: { title: 状态, english: State, means: ${means} }\n`,
      );
      return folder;
    };
    expect(() => loadSources(withWords('已付, 01'))).toThrow('state.means.paid.words[1]');
    expect(loadSources(withWords("已付, '01'"))[0]?.vocabulary.state?.means.paid?.words).toEqual([
      '已付',
      '01',
    ]);
  });
});
