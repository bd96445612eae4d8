import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const WORKBENCH = join(import.meta.dirname, '../../workbench');
const HAN = /\p{Script=Han}/u;

const textsOf = (language: string): Map<string, string> => {
  const folder = join(WORKBENCH, 'text', language);
  const entries = readdirSync(folder).flatMap((file) => {
    const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    return Object.entries(texts).map(
      ([key, text]) => [`${file.replace(/\.json$/, '')}.${key}`, text] as const,
    );
  });
  return new Map(entries);
};

const zh = textsOf('zh-CN');
const en = textsOf('en');

const client = readdirSync(join(WORKBENCH, 'client'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(WORKBENCH, 'client', path), 'utf8') }));

/** Files that hold both languages side by side, each with its reason. */
const BOTH_LANGUAGES: Readonly<Record<string, string>> = {
  'shell/language-switch.tsx': 'the name of each language stands in that language',
  'api/call.ts': 'the server is away, so its words cannot be had from it',
  'parts/dates.ts': 'a date in a sentence has the form of its language',
};

/** Comments may quote the field's words; what a page shows may not be written into its code. */
const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<!:)\/\/.*$/gm, '')
    // a unit or a code of the data is compared with, not shown
    .replace(/=== '[^']*'/g, '');

describe('the words of the workbench', () => {
  it('stand in both languages', () => {
    expect(zh.size).toBeGreaterThan(100);
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
  });

  it('the English ones hold no Chinese, and the Chinese ones are Chinese', () => {
    expect([...en].filter(([, text]) => HAN.test(text)).map(([key]) => key)).toEqual([]);
    const foreign = [...zh].filter(([, text]) =>
      /[A-Za-z]{4,}/.test(
        text.replace(
          /\{\w+\}|Excel|hedui rules new|Word|xlsx|zhangsan|Ctrl\+Enter|hedui\.yaml|mapping\.yaml|English|Parquet|Arrow|parquet|arrow|JSON|json|SHA|UTF|utf8|Esc|Enter|[A-Z_]{4,}/g,
          '',
        ),
      ),
    );
    expect(foreign.map(([key]) => key)).toEqual([]);
  });

  it('have the same places to be filled', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const unlike = [...zh].filter(([key, text]) => {
      const english = places(en.get(key) ?? '');
      // English needs no word for some places that Chinese repeats, but may name none that is never filled
      return english.some((name) => !places(text).includes(name));
    });
    expect(unlike.map(([key]) => key)).toEqual([]);
  });

  it('of a count in English go with one of something too', () => {
    const counted =
      /\{\w+\} (?:\w+ )?(?:cases|people|rows|lines|days|months|records|papers|files|findings|rules|parts|sources)\b/;
    expect([...en].filter(([, text]) => counted.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('use full-width punctuation between Chinese words', () => {
    const half = [...zh].filter(([, text]) => /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u.test(text));
    expect(half.map(([key]) => key)).toEqual([]);
  });

  it('never accuse: nobody is a cheat or a suspect before a person has decided', () => {
    const accusing = /骗保|冒领|嫌疑人|诈骗|\b(?:cheat|fraudster|suspect(?:ed)? person|criminal)/i;
    expect([...zh, ...en].filter(([, text]) => accusing.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('every text that the pages name exists', () => {
    const named = client.flatMap(({ path, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => ({ path, key })),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ key }) => !zh.has(key))).toEqual([]);
  });

  it('no page has Chinese written into its code', () => {
    const written = client
      .filter(({ path }) => !(path in BOTH_LANGUAGES))
      .filter(({ text }) => HAN.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(written).toEqual([]);
  });
});
