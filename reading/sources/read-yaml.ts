import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { EXIT, Refusal } from '../../core/errors.ts';

export function readYaml(path: string, code: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { merge: true });
  } catch (error) {
    throw invalid(code, path, error instanceof Error ? error.message : String(error));
  }
}

export function invalid(code: string, path: string, detail: string): Refusal {
  return new Refusal(
    code,
    `${path} 内容有误，请按提示修改：\n${detail}`,
    `${path} is not as it should be:\n${detail}`,
    EXIT.usage,
  );
}
