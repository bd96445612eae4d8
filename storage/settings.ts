import { existsSync, readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { decodeWhole } from '../core/text-encoding.ts';
import { yaml } from '../core/yaml-file.ts';

/** The keys of an office's `hedui.yaml`; every one may be left out. */
const KEYS = [
  'office',
  'inbox',
  'memory',
  'parameters',
  'rules',
  'casework',
  'documents',
  'workbench',
  'proofs',
  'backup',
  'at_rest',
  'engines',
] as const;

/** One key of `hedui.yaml` and what must stand there; the room that uses it keeps its schema and hands it in. */
export interface SettingsPart<Schema extends z.ZodType = z.ZodType> {
  key: (typeof KEYS)[number];
  schema: Schema;
}

/** Name of the office, as it stands on its papers and pages. */
export const officeName = {
  key: 'office',
  schema: z.string().min(1).default('城乡居民社会养老保险管理中心'),
} as const satisfies SettingsPart;

/** Where files arrive, when not in the workspace's own inbox. */
export const inboxFolder = {
  key: 'inbox',
  schema: z.string().min(1).optional(),
} as const satisfies SettingsPart;

/** One part of the settings at `path`, checked; where the file or the key is missing, its defaults. */
export function readPart<Schema extends z.ZodType>(
  path: string,
  part: SettingsPart<Schema>,
): z.infer<Schema> {
  const content = readKeys(path);
  const checked = part.schema.safeParse(content[part.key] ?? undefined);
  if (checked.success && strangeKeys(content).length === 0) return checked.data;
  throw invalid(path, problemsOf(content, [part]));
}

/** Refuses settings of which any key or any of these parts is wrong, with all that is wrong at once. */
export function refuseWrongSettings(path: string, parts: readonly SettingsPart[]): void {
  const problems = problemsOf(readKeys(path), parts);
  if (problems.length > 0) throw invalid(path, problems);
}

interface Problem {
  zh: string;
  en: string;
}

function readKeys(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  const text = readText(path);
  let content: unknown;
  try {
    content = yaml().parse(text) ?? {};
  } catch (error) {
    throw notYaml(path, text, error);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw unreadable(path, text, {
      zh: '每一行应是“键: 值”',
      en: 'every line must say "key: value"',
    });
  }
  return content as Record<string, unknown>;
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw unreadable(path, '', {
      zh: `文件打不开（${why}），请检查它是不是普通文件、有没有读取权限`,
      en: `it cannot be opened (${why}); see whether it is a plain file that you may read`,
    });
  }
  const text = decodeWhole(bytes);
  if (text !== null && !text.includes('\0')) return text;
  throw unreadable(path, '', {
    zh: '不是 UTF-8 或 GBK 编码的文本，请用记事本另存为 UTF-8',
    en: 'it is no text in UTF-8 or GBK; save it as UTF-8',
  });
}

function notYaml(path: string, text: string, error: unknown): Refusal {
  const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const at = error instanceof yaml().YAMLParseError ? error.linePos?.[0] : undefined;
  return unreadable(path, text, {
    zh: `不是正确的 YAML，${at ? `第 ${at.line} 行第 ${at.col} 列：` : ''}${why}`,
    en: `it is no valid YAML: ${why}`,
  });
}

function unreadable(path: string, text: string, why: Problem): Refusal {
  const wide = KEYS.find((key) => new RegExp(`^${key}\\s*：`, 'm').test(text));
  const [zh, en] =
    wide === undefined
      ? ['', '']
      : [
          `（“${wide}：”的冒号是全角的，请改成半角的“: ”）`,
          ` (the colon after "${wide}" is a full-width one; write ": ")`,
        ];
  return new Refusal(
    'settings-unreadable',
    `设置文件读不了：${path}\n${why.zh}${zh}。请改正后再试。`,
    `The settings cannot be read: ${path}\n${why.en}${en}. Correct it and try again.`,
  );
}

function invalid(path: string, problems: readonly Problem[]): Refusal {
  const list = (language: keyof Problem): string =>
    problems.map((problem) => `  ${problem[language]}`).join('\n');
  return new Refusal(
    'settings-invalid',
    `设置文件写得不对，请改正后再试：${path}\n${list('zh')}`,
    `The settings do not say what they must; correct them and try again: ${path}\n${list('en')}`,
  );
}

function problemsOf(content: Record<string, unknown>, parts: readonly SettingsPart[]): Problem[] {
  return [
    ...strangeKeys(content).map((key) => strangeKey([], key, KEYS)),
    ...parts.flatMap(({ key, schema }) => partProblems(key, schema, content[key] ?? undefined)),
  ];
}

function strangeKeys(content: Record<string, unknown>): string[] {
  return Object.keys(content).filter((key) => !KEYS.some((known) => known === key));
}

/** What a value must be, as whoever writes the file calls it. */
const KINDS_OF_VALUE: Partial<Record<string, Problem>> = {
  string: { zh: '文字（电话等号码请加引号）', en: 'text (numbers such as a telephone in quotes)' },
  number: { zh: '数字（不加引号）', en: 'a number (without quotes)' },
  int: { zh: '整数（不加引号）', en: 'a whole number (without quotes)' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表（每项一行，以“- ”开头）', en: 'a list (an item a line, each begins with "- ")' },
  object: { zh: '下面缩进的几行“键: 值”', en: 'indented lines "key: value" beneath it' },
  record: { zh: '下面缩进的几行“键: 值”', en: 'indented lines "key: value" beneath it' },
};

/** Checked once for each language of the office, for the words that come with the schema's own library. */
function partProblems(key: string, schema: z.ZodType, value: unknown): Problem[] {
  const english = schema.safeParse(value);
  if (english.success) return [];
  const chinese = schema.safeParse(value, { error: z.locales.zhCN().localeError });
  if (chinese.success) return [];
  return english.error.issues.flatMap((issue, index) => {
    const place = [key, ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((wrong) => strangeKey(place, wrong, keysAt(schema, issue.path)));
    const where = place.join('.');
    if (issue.code === 'invalid_type') {
      const { zh, en } = KINDS_OF_VALUE[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return [{ zh: `${where}：应为${zh}`, en: `${where}: it must be ${en}` }];
    }
    const zh = chinese.error.issues[index]?.message ?? issue.message;
    return [{ zh: `${where}：${zh}`, en: `${where}: ${issue.message}` }];
  });
}

function strangeKey(place: readonly string[], key: string, known: readonly string[]): Problem {
  const nearest = new Fuse(known, { threshold: 0.4 }).search(key)[0]?.item;
  const where = [...place, key].join('.');
  return nearest === undefined
    ? {
        zh: `没有这个键：${where}（可用：${known.join('、')}）`,
        en: `no such key: ${where} (there are: ${known.join(', ')})`,
      }
    : { zh: `没有这个键：${where} → ${nearest}`, en: `no such key: ${where} → ${nearest}` };
}

/** The keys that a schema knows at a place below it. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at = bare(schema);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = bare(at.shape[String(step)]);
    else if (at instanceof z.ZodArray) at = bare(at.element);
    else if (at instanceof z.ZodRecord) at = bare(at.valueType);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** A schema without what says that it may be left out. */
function bare(schema: unknown): unknown {
  const isOptional =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable;
  return isOptional ? bare(schema.unwrap()) : schema;
}
