import { tryFile } from '../../reading/try-file.ts';
import type { TestFolder } from './test-files.ts';

/** Says which source a list of one sheet is read as, or the code of its refusal. */
export function verdictIn(folder: TestFolder) {
  return async (name: string, rows: readonly (string | number)[][]): Promise<string> => {
    const report = await tryFile(folder.workbook(name, { 名单: rows }));
    const [sheet] = report.sheets;
    return sheet?.status === 'recognised' ? sheet.recognition.source : (report.refusal?.code ?? 'none');
  };
}
