import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../../core/words/language.ts';
import type { SheetTable } from '../../../../reports/tables/workbook.ts';
import type { AuditEntry } from '../../../contract/audit.ts';

const HEADS = {
  zh: ['序号', '时间（UTC）', '人', '用户名', '代', '入口', '动作', '对象', '原值→新值', '理由', '封印'],
  en: [
    'No.',
    'Time (UTC)',
    'Person',
    'User',
    'For',
    'By',
    'Action',
    'Subject',
    'Before → after',
    'Reason',
    'Seal',
  ],
} as const;

/** What the page says in a language; among it, what it calls the kinds of records. */
function pageTexts(language: Language): Readonly<Record<string, string>> {
  const folder = language === 'zh' ? 'zh-CN' : 'en';
  const path = join(import.meta.dirname, '../../../text', folder, 'audit.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

/** The records as rows of a workbook, with the seal of each so that a copy can be held against the chain. */
export function auditTable(entries: readonly AuditEntry[], language: Language): SheetTable {
  const texts = pageTexts(language);
  return {
    name: language === 'zh' ? '审计记录' : 'Audit',
    columns: HEADS[language].map((header, place) => ({
      header,
      kind: place === 0 ? ('integer' as const) : ('text' as const),
      ...(place >= 8 ? { width: 40 } : {}),
    })),
    rows: entries.map((entry) => [
      entry.seq,
      entry.at,
      entry.actor_name,
      entry.actor,
      entry.on_behalf_of,
      entry.via,
      texts[`type-${entry.type}`] ?? entry.type,
      entry.subject_id,
      entry.changes
        .map(({ field, before, after }) => `${field}: ${before === null ? '' : `${before} → `}${after ?? ''}`)
        .join('; '),
      entry.reason,
      entry.hash,
    ]),
  };
}
