import { join } from 'node:path';
import { expect } from 'vitest';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { csv } from '../night/small-office.ts';

/** People still paid of whom nothing is known, as a court's list would have them all sentenced, in words of its own. */
export async function draftSentences(home: string, count: number, penalty = '有期徒刑'): Promise<string> {
  const { warehouse } = await openPublished(join(home, 'builds'));
  try {
    const people = await warehouse.rows<{ name: string; resident_id: string }>(`
      select person.name, person.resident_id
      from canonical.person
      inner join canonical.beneficiary using (person_id)
      where person.resident_id is not null and beneficiary.last_settled_month = 202212
          and person_id not in (select person_id from result.finding)
      order by person.resident_id
      limit ${count}`);
    expect(people).toHaveLength(count);
    return csv([
      ['姓名', '身份证号码', '判决书文号', '刑种', '刑期起', '刑期止', '执行方式'],
      ...people.map(({ name, resident_id }, place) => [
        ...[name, resident_id, `（2022）云2504刑初${500 + place}号`],
        ...[penalty, '2022-01-15', '2023-12-14', '监狱执行'],
      ]),
    ]);
  } finally {
    warehouse.close();
  }
}
