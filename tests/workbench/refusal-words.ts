/** Words that no clerk reads: a program's names, a validator's English. */
const CODE = /[a-z]{2,}[_a-z-]*/gi;
/** … but for the endings of files, the name of the program's file and of what everybody calls so. */
const SAID = new Set([
  'doc',
  'wps',
  'word',
  'excel',
  'xlsx',
  'xls',
  'csv',
  'txt',
  'pdf',
  'docx',
  'jpg',
  'jpeg',
  'png',
  'zip',
  'xlsm',
  'ods',
]);

/** The code words in a sentence. */
export const codeIn = (zh: string): string[] =>
  (zh.match(CODE) ?? []).filter((one) => !SAID.has(one.toLowerCase()));

interface Refusal {
  code: string;
  zh: string;
  en: string;
}

export const refusalOf = async (answer: Response): Promise<Refusal> =>
  ((await answer.json()) as { error: Refusal }).error;
