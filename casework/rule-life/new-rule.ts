import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { loadRules, RULE_FILES, RULES_DIR } from '../rule-pack/load.ts';
import { RULE_ID } from '../rule-pack/office-rules.ts';

const TEMPLATE = join(import.meta.dirname, 'template');

/**
 * Writes the folder of a new rule into the office's workspace: from the page that explains itself, or, with `like`, from a rule
 * that comes with Hedui. What its writer has to say stands there as TODO. Answers the folder.
 */
export function writeNewRule(folder: string, ruleId: string, like: string | null): string {
  if (!RULE_ID.test(ruleId)) {
    throw new Refusal(
      'rule-id',
      `规则编号“${ruleId}”不行：写成 类别/名称，只用小写字母、数字和短横，例如 own/high-payment。`,
      `"${ruleId}" is no id of a rule: write family/name in small letters, digits and dashes, such as own/high-payment.`,
    );
  }
  const shipped = loadRules();
  const own = join(folder, ruleId);
  if (shipped.some(({ rule_id }) => rule_id === ruleId) || existsSync(own)) {
    throw new Refusal(
      'rule-there',
      `规则 ${ruleId} 已经有了，请换一个编号，或直接修改它的文件夹。`,
      `There is a rule ${ruleId} already; choose another id, or edit its folder.`,
    );
  }
  const model = like === null ? null : shipped.find(({ rule_id }) => rule_id === like);
  if (model === undefined) {
    throw new Refusal(
      'rule-unknown',
      `没有名为 ${like} 的规则；hedui rules 列出全部。`,
      `There is no rule ${like}; hedui rules lists them.`,
    );
  }
  const name = ruleId.split('/')[1]?.replaceAll('-', '_') ?? '';
  mkdirSync(own, { recursive: true });
  for (const file of RULE_FILES) {
    const text =
      model === null
        ? readFileSync(join(TEMPLATE, file), 'utf8').replaceAll('{{name}}', name)
        : asOwn(
            file,
            readFileSync(join(RULES_DIR, model.rule_id, file), 'utf8'),
            name,
            Object.keys(model.parameters),
          );
    writeFileSync(join(own, file), text);
  }
  return own;
}

/** A parameter has one home in the pack: the copy of a rule gets parameters of its own. */
function asOwn(file: string, text: string, prefix: string, parameters: readonly string[]): string {
  const renamed = parameters.reduce(
    (so, parameter) => so.replace(new RegExp(`\\b${parameter}\\b`, 'g'), `${prefix}_${parameter}`),
    text,
  );
  return file === 'rule.yaml'
    ? renamed
        .replace(/^title: .*$/m, 'title: TODO 待填：与原规则不同的名称')
        .replace(/^english: .*$/m, 'english: TODO another name')
        .replace(/^(line_of: .*)$/m, /^argues_from:/m.test(text) ? '$1' : '$1\nargues_from: presence')
    : renamed;
}
