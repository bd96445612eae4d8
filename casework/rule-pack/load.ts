import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { readYamlFile } from '../../core/yaml-file.ts';
import { type ParameterSpec, parameterSchema, type RuleDefinition, ruleSchema } from './definition.ts';
import { unfillablePlace } from './sentence.ts';

/** The rules that come with Hedui. */
export const RULES_DIR = join(import.meta.dirname, '../../rules');

/** What a folder of a rule holds. */
export const RULE_FILES = ['rule.yaml', 'rule.sql', 'cases.yaml'] as const;

const PARAMETER_FOLDER = 'parameters';

/** Every rule under `dir` but those for supervision alone, in the order of their ids. A rule is a folder; nothing lists it. */
export function loadRules(dir: string = RULES_DIR): RuleDefinition[] {
  const rules = loadFolders(dir).filter(({ seen_by }) => seen_by === undefined);
  if (rules.length === 0) {
    throw new Refusal('no-rules', `规则目录里没有规则：${dir}`, `No rules in the folder ${dir}.`);
  }
  return rules;
}

/** The rules whose findings supervision alone may see; whoever does not ask for them by this name never meets them. */
export function loadReservedRules(dir: string = RULES_DIR): RuleDefinition[] {
  return loadFolders(dir).filter(({ seen_by }) => seen_by !== undefined);
}

function loadFolders(dir: string): RuleDefinition[] {
  return ruleIds(dir).map((ruleId) => loadRule(dir, ruleId));
}

/** Every folder of a rule under `dir`, by its id. */
export function ruleIds(dir: string): string[] {
  return subfolders(dir)
    .filter((family) => family !== PARAMETER_FOLDER)
    .flatMap((family) => subfolders(join(dir, family)).map((name) => `${family}/${name}`));
}

/** One rule of a pack; what is wrong with its folder is told. */
export function loadRule(dir: string, ruleId: string): RuleDefinition {
  const folder = join(dir, ruleId);
  for (const file of RULE_FILES) {
    if (!existsSync(join(folder, file))) {
      throw new Refusal(
        'rule-incomplete',
        `规则 ${ruleId} 缺少文件 ${file}。`,
        `Rule ${ruleId} lacks its file ${file}.`,
      );
    }
  }
  const text = readCheckedYaml(join(folder, 'rule.yaml'), ruleSchema);
  for (const template of [text.sentence, text.sentence_en]) {
    const mistake = unfillablePlace(template);
    if (mistake !== null) {
      throw new Refusal(
        'rule-sentence',
        `规则 ${ruleId} 的说明句里有不认识的占位 ${mistake}。`,
        `The sentence of rule ${ruleId} has an unknown placeholder ${mistake}.`,
      );
    }
  }
  return { ...text, rule_id: ruleId, folder, sql: readFileSync(join(folder, 'rule.sql'), 'utf8') };
}

const known = new Map<string, RuleDefinition | null>();

/** A rule that comes with Hedui, as its folder says it now; null where there is no such folder (any more). */
export function findRule(ruleId: string): RuleDefinition | null {
  const found = known.get(ruleId);
  if (found !== undefined) return found;
  const isThere = /^[a-z0-9-]+\/[a-z0-9-]+$/.test(ruleId) && existsSync(join(RULES_DIR, ruleId, 'rule.yaml'));
  const rule = isThere ? loadRule(RULES_DIR, ruleId) : null;
  known.set(ruleId, rule);
  return rule;
}

/** Changes with every word of every rule that comes with Hedui, without reading them as YAML. */
export function packFingerprint(): string {
  const texts = ruleIds(RULES_DIR).map((ruleId) => [
    ruleId,
    readFileSync(join(RULES_DIR, ruleId, 'rule.yaml'), 'utf8'),
  ]);
  return sha256Hex(JSON.stringify(texts)).slice(0, 16);
}

/** The shared parameters of the pack, by name: one file each in `rules/parameters/`. */
export function loadSharedParameters(dir: string): Map<string, ParameterSpec> {
  const folder = join(dir, PARAMETER_FOLDER);
  const specs = new Map<string, ParameterSpec>();
  if (!existsSync(folder)) return specs;
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.yaml')) {
      specs.set(file.slice(0, -'.yaml'.length), readCheckedYaml(join(folder, file), parameterSchema));
    }
  }
  return specs;
}

/** What files said when they were last read: taking them apart and checking them costs much more than reading their text. */
const checkedTexts = new Map<string, { text: string; schema: z.ZodType; data: unknown }>();

/** Reads and checks one YAML file; what is wrong is told by file and by key. */
export function readCheckedYaml<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  const text = readFileSync(path, 'utf8');
  const before = checkedTexts.get(path);
  if (before?.text === text && before.schema === schema) return before.data as z.infer<Schema>;
  const checked = schema.safeParse(contentOf(path, text));
  if (checked.success) {
    checkedTexts.set(path, { text, schema, data: checked.data });
    return checked.data;
  }
  const why = z.prettifyError(checked.error);
  throw new Refusal(
    'rule-yaml',
    `文件 ${path} 的内容不合要求：\n${why}`,
    `${path} does not say what it must:\n${why}`,
  );
}

function contentOf(path: string, text: string): unknown {
  try {
    return readYamlFile(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'rule-yaml',
      `文件 ${path} 不是正确的 YAML：${why}`,
      `${path} is not valid YAML: ${why}`,
    );
  }
}

function subfolders(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
