import type { Finding } from '../../core/finding.ts';
import type { OwnCell, OwnTable } from '../case-explanation.ts';
import type { Matter } from '../matter.ts';
import { say } from '../say.ts';
import { cell, column } from './cells.ts';

/**
 * Where a rule argues from what a list does not hold: what each such list says of the person. A list that never came, one
 * that came and could not be read, and one that was read and does not have them are three different things.
 */
export async function tellLists(matter: Matter, finding: Finding): Promise<OwnTable | null> {
  const { build, language, rules, rows, sheets, sources } = matter;
  const lists = rules.get(finding.rule_id)?.definition.absence_of ?? [];
  if (lists.length === 0) return null;
  const unread = await build.rows<{ source: string }>('select distinct source from canonical.unread_list');
  return {
    finding_key: finding.finding_key,
    kind: 'lists',
    title: say(language, ['各名单上有没有本人', 'Whether the lists hold the person']),
    unit: say(language, ['一行一种名单', 'one row a kind of list']),
    columns: [
      column(matter, 'list', ['名单', 'List']),
      column(matter, 'until', ['截至', 'As of']),
      column(matter, 'held', ['本人', 'The person']),
    ],
    rows: lists.map((source) => {
      const state = sources.get(source);
      const own = rows.filter((row) => row.source === source);
      const hasCome = (state?.file_count ?? 0) > 0;
      return {
        cells: [
          cell(say(language, [state?.title ?? source, state?.english ?? source])),
          cell(state?.data_until ?? null, hasCome ? 'unknown' : 'not-come'),
          held(),
        ],
        place: own[0] === undefined ? null : sheets.place(own[0].row_id, language),
        is_in_question: own.length === 0 && hasCome,
      };

      function held(): OwnCell {
        if (own.length > 0)
          return cell(say(language, [`在册 ${own.length} 行`, `in it, ${own.length} rows`]));
        if (unread.some((one) => one.source === source)) return cell(null, 'not-read');
        if (!hasCome) return cell(null, 'not-come');
        return cell(say(language, ['已读到，没有本人', 'read; the person is not in it']));
      }
    }),
    total: null,
  };
}
