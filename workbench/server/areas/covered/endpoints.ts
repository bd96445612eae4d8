import { listCovered, readCovered } from '../../../../casework/covered/read-covered.ts';
import { maskResidentId } from '../../../../core/mask.ts';
import { publishedPath } from '../../../../storage/warehouse/builds.ts';
import { covered } from '../../../contract/covered.ts';
import { implement } from '../../implement.ts';

export const implementations = [
  implement(covered.read, ({ desk }) => readCovered(publishedPath(desk.workspace.builds))),
  implement(covered.people, async ({ desk, letOut }, { body }) => {
    const { figure, reason, offset } = body;
    const { total, people } = await listCovered(publishedPath(desk.workspace.builds), figure, offset);
    letOut({ kind: 'ListRead', subject: 'covered', detail: { ...figure, reason, rows: people.length } });
    return {
      total,
      people: people.map((person) => ({ ...person, resident_id: maskResidentId(person.resident_id) })),
    };
  }),
];
