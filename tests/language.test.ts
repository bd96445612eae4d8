import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../casework/roles.ts';
import { loadRules } from '../casework/rule-pack/load.ts';
import { STATUS_TITLES } from '../casework/states.ts';
import { STRENGTH_RANK } from '../core/finding.ts';
import { buildProgram } from '../pipelines/cli.ts';
import { exportQueries } from '../pipelines/export-queries.ts';

const ROOT = join(import.meta.dirname, '..');
const HAN = /\p{Script=Han}/u;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const rules = loadRules();

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => ({ path: `${folder}/${path}`, text: read(`${folder}/${path}`) }));
}

describe('rules', () => {
  it('each asks in Chinese and in English', () => {
    for (const rule of rules) {
      expect(rule.title, rule.rule_id).toMatch(HAN);
      expect(rule.question, rule.rule_id).toMatch(HAN);
      expect(rule.sentence, rule.rule_id).toMatch(HAN);
      for (const english of [rule.english, rule.question_en, rule.sentence_en]) {
        expect(english, rule.rule_id).not.toMatch(HAN);
      }
    }
  });

  it('both sentences are filled from the same facts', () => {
    // what an office wrote itself (`_text`) is Chinese; the English sentence names its code instead
    const facts = (sentence: string): string[] =>
      [
        ...new Set([...sentence.matchAll(/fact\.(\w+)/g)].map(([, fact = '']) => fact.replace(/_text$/, ''))),
      ].sort();
    for (const rule of rules) expect(facts(rule.sentence_en), rule.rule_id).toEqual(facts(rule.sentence));
  });

  it('none calls a person a cheat: a finding is a lead that a person confirms', () => {
    const accusing = /骗|诈|冒领|贪|违法犯罪|\b(?:cheat|fraud|fraudster|swindl|criminal)/i;
    for (const {
      rule_id,
      title,
      english,
      question,
      question_en,
      sentence,
      sentence_en,
      next_step,
    } of rules) {
      for (const text of [title, english, question, question_en, sentence, sentence_en, next_step]) {
        expect(text, rule_id).not.toMatch(accusing);
      }
    }
  });
});

describe('refusals', () => {
  const literal = String.raw`\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|${'`'}(?:[^${'`'}\\]|\\.)*${'`'})\s*,`;
  const call = new RegExp(`new Refusal\\(\\s*'([a-z-]+)',${literal}${literal}?`, 'g');
  const spoken = ['core', 'storage', 'reading', 'casework', 'explanation', 'reports', 'pipelines']
    .flatMap(sources)
    .flatMap(({ path, text }) =>
      [...text.matchAll(call)].map(([, code = '', zh = '', en = '']) => ({ path, code, zh, en })),
    );

  it('each tells its reader in both languages what to do', () => {
    expect(spoken.length).toBeGreaterThan(30);
    expect(spoken.filter(({ zh, en }) => !HAN.test(zh) || en === '' || HAN.test(withoutValues(en)))).toEqual(
      [],
    );
  });

  it('each has its line in the troubleshooting table', () => {
    const page = read('docs/operating.md');
    const missing = new Set(spoken.map(({ code }) => code).filter((code) => !page.includes(`\`${code}\``)));
    expect([...missing]).toEqual([]);
  });
});

/** What is filled in (a file's name, a header) may be Chinese in an English sentence. */
function withoutValues(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, '').replace(/"[^"]*"|“[^”]*”/g, '');
}

describe('what an office does every day, week and month', () => {
  const chaptersOf = (path: string): string[] => read(path).split(/^## /m).slice(1);
  const chinese = chaptersOf('docs/operating.zh-CN.md');
  const english = chaptersOf('docs/operating.md').slice(0, chinese.length);
  // what is filled in has a name in each language
  const commands = (chapter: string): string[] =>
    [...chapter.matchAll(/`+([^`]+)`+/g)]
      .flatMap(([, code = '']) => code.split('\n'))
      .filter((line) =>
        /^(?:sh |\/opt\/hedui\/hedui|(?:nightly|backup|audit|words|columns|restore) )/.test(line),
      )
      .map((line) => line.replace(/[A-Z]{3,}|\p{Script=Han}+/gu, '…'));
  const points = (chapter: string): number => chapter.match(/^(?:- |\d\. |\| (?!---))/gm)?.length ?? 0;

  it('is told in Chinese and in English with the same points and commands in the same order', () => {
    expect(chinese.length).toBe(7);
    expect(english.map(points)).toEqual(chinese.map(points));
    expect(english.map(commands)).toEqual(chinese.map(commands));
  });
});

describe('glossary', () => {
  const page = read('docs/glossary.md');
  const rows = page.split('\n').filter((line) => /^\|.*`/.test(line));
  const identifiers = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));

  it('each term is said in Chinese, as an identifier and with its meaning', () => {
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      const cells = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      expect(cells.length, row).toBe(3);
      expect(cells[0], row).toMatch(HAN);
      expect(cells[2], row).not.toBe('');
    }
  });

  it('no term is left of something the code no longer says', () => {
    const code = [
      'core',
      'storage',
      'reading',
      'casework',
      'explanation',
      'reports',
      'pipelines',
      'workbench',
    ]
      .flatMap(sources)
      .concat(
        ['sql', 'rules', 'core', 'casework', 'storage'].flatMap((folder) =>
          readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
            .filter((path) => /\.(?:sql|yaml)$/.test(path))
            .map((path) => ({ path: `${folder}/${path}`, text: read(`${folder}/${path}`) })),
        ),
      );
    const all = `${code.map(({ text }) => text).join('\n')}\n${code.map(({ path }) => path).join('\n')}`;
    expect(identifiers.filter((word) => !all.includes(word))).toEqual([]);
  });

  it('every state of a case, role, strength and rule family is in it; a source is called what its own folder says', () => {
    const families = rules.map(({ rule_id }) => rule_id.split('/')[0] ?? '');
    const wanted = [...Object.keys(STATUS_TITLES), ...ROLES, ...Object.keys(STRENGTH_RANK), ...families];
    expect([...new Set(wanted)].filter((word) => !identifiers.includes(word))).toEqual([]);
  });
});

describe('what a newcomer reads', () => {
  const english = read('README.md');
  const chinese = read('README.zh-CN.md');
  const commands = (text: string): string[] =>
    [...text.matchAll(/^```(?:bash|sh)\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
      block
        .split('\n')
        .map((line) => line.replace(/\s+#.*$/, '').trim())
        .filter((line) => line !== ''),
    );
  const verbsOf = (text: string): string[] =>
    [...text.matchAll(/^\| `([a-z]+(?:-[a-z]+)*)/gm)].map(([, verb = '']) => verb).sort();

  it('opens with the two commands that set up and prove it', () => {
    for (const text of [english, chinese]) {
      expect(commands(text).slice(0, 2)).toEqual(['npm ci && npm run demo', 'npm test']);
      expect(text.indexOf('npm test')).toBeLessThan(400);
    }
  });

  it('says the same commands in both languages', () => {
    expect(commands(chinese)).toEqual(commands(english));
  });

  it('lists every verb of the command line, and none that is not there', async () => {
    const program = await buildProgram();
    const verbs = program.commands.map((command) => command.name()).sort();
    expect(verbsOf(english)).toEqual(verbs);
    expect(verbsOf(chinese)).toEqual(verbs);
  });

  it('the page on formats names every column of what can be exported for the morning', () => {
    const page = read('docs/formats.md');
    for (const name of ['findings', 'leads', 'refused']) {
      const columns = exportQueries().get(name)?.columns ?? [];
      expect(columns.length, name).toBeGreaterThan(0);
      const section = page.split(`### \`export ${name}\``)[1]?.split('\n#')[0] ?? '';
      const described = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, column = '']) => column);
      expect(described, name).toEqual(columns.map((column) => column.name));
    }
  });

  it('every page that another page points to is there', () => {
    const pages = ['README.md', 'README.zh-CN.md', 'CHANGELOG.md'].concat(
      readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .map((path) => `docs/${path}`),
    );
    for (const page of pages) {
      for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
        expect(existsSync(join(ROOT, page, '..', target)), `${page} → ${target}`).toBe(true);
      }
    }
  });
});
