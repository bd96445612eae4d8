import { basename } from 'node:path';
import type { ReadFile } from '../kept-readings.ts';

/** Words by which an office marks a file as the corrected one. */
const CORRECTED =
  /更正|修正|修订|订正|补正|改正|校正|勘误|重报|重新(?:报送|上报|填报|提供|导出)|再次报送|以此为准|以本表为准|作废后|最终|定稿|correct|fixed|revis|final|[_\-(（ ]v[2-9]|第[二三四五]版|新版/i;

/** Words by which a correction says that it lists what changed and no more. */
const PARTIAL =
  /部分|局部|个别|仅列|变动部分|差异部分|(?<!\d)\d{1,4}\s*(?:人|条|行|户|笔)(?:更正|修正|修订|订正|变更)?|partial/i;

/** Words by which a list of payments says that it stands beside the main one; a main list may hold arrears too (含补发). */
const SUPPLEMENTARY =
  /(?<![含括及和与、并]|含有|其中)(?:补发|补录|补差|补支付|漏发|补充(?!养老)|追加)|(?<![岁龄含及和与、])增发(?!养老金|基础)|supplement|arrears/i;

export interface FileKind {
  isCorrection: boolean;
  isPartial: boolean;
  isSupplementary: boolean;
  /** The name without dates, marks and words of correction: a correction is of the file that is called the same. */
  stem: string;
}

/** What a file calls itself, in its name, the names of its sheets and their titles. */
export function kindOf({ receipt, reading }: Pick<ReadFile, 'receipt' | 'reading'>): FileKind {
  const said = [receipt.name, ...reading.sheets.flatMap(({ title, sheet }) => [...title, sheet])];
  const says = (words: RegExp): boolean => said.some((text) => words.test(text.normalize('NFKC')));
  const isCorrection = says(CORRECTED);
  return {
    isCorrection,
    isPartial: isCorrection && says(PARTIAL),
    isSupplementary: says(SUPPLEMENTARY),
    stem: stemOf(receipt.name),
  };
}

function stemOf(name: string): string {
  return basename(name)
    .normalize('NFKC')
    .replace(/\.[a-z]+$/i, '')
    .replaceAll(new RegExp(CORRECTED, 'gi'), '')
    .replaceAll(/[\d年月日\p{P}\p{S}\s]|第?[一二三四五]次|版|稿/gu, '');
}
