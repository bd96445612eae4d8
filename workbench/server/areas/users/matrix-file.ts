import { writeCsv } from 'hucre/csv';
import type { Language } from '../../../../core/words/language.ts';
import type { SheetTable } from '../../../../reports/tables/workbook.ts';
import type { MATRIX_PARTS, Matrix } from '../../../contract/users.ts';
import { workbookOf } from '../../export-file.ts';
import type { FileAnswer } from '../../implement.ts';

type Part = (typeof MATRIX_PARTS)[number];

const SAYS = {
  zh: {
    name: '权限表',
    parts: { pages: '页面', moves: '案件办理', items: '下发批次条目', endpoints: '接口' },
    head: ['类别', '代号', '内容'],
    chain: '按审批流程',
  },
  en: {
    name: 'Permissions',
    parts: { pages: 'Pages', moves: 'Moves of a case', items: 'Items of a batch', endpoints: 'Endpoints' },
    head: ['Part', 'Key', 'What'],
    chain: 'by chain',
  },
} as const satisfies Record<Language, { parts: Record<Part, string> } & Record<string, unknown>>;

const GIVEN = '√';

/** One sheet for each part of the matrix: a line for each thing, a column for each role. */
export async function matrixWorkbook(matrix: Matrix, language: Language): Promise<FileAnswer> {
  const says = SAYS[language];
  const tables: SheetTable[] = matrix.parts.map((part) => ({
    name: says.parts[part.part],
    columns: [
      { header: says.head[1], kind: 'text', width: 26 },
      { header: says.head[2], kind: 'text', width: 44 },
      ...matrix.roles.map(({ title }) => ({ header: title[language], kind: 'text' as const, width: 13 })),
    ],
    rows: linesOf(matrix, part, language),
  }));
  return { name: `${says.name}.xlsx`, content: await workbookOf(tables) };
}

/** The same in one table. It begins with a byte order mark, or spreadsheets would not take it for Chinese. */
export function matrixCsv(matrix: Matrix, language: Language): FileAnswer {
  const says = SAYS[language];
  const lines = [
    [...says.head, ...matrix.roles.map(({ title }) => title[language])],
    ...matrix.parts.flatMap((part) =>
      linesOf(matrix, part, language).map((line) => [says.parts[part.part], ...line]),
    ),
  ];
  return {
    name: `${says.name}.csv`,
    content: new TextEncoder().encode(writeCsv(lines, { bom: true, escapeFormulae: true })),
  };
}

function linesOf(matrix: Matrix, part: Matrix['parts'][number], language: Language): string[][] {
  return part.rows.map(({ key, title, roles, by_chain }) => [
    key,
    title[language],
    ...matrix.roles.map(({ role }) => (by_chain ? SAYS[language].chain : roles.includes(role) ? GIVEN : '')),
  ]);
}
