import { EXIT, Refusal } from '../../core/errors.ts';
import { readYamlFile } from '../../core/yaml-file.ts';

export function readSourceYaml(path: string, code: string): unknown {
  try {
    return readYamlFile(path);
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
