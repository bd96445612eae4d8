import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { enterNightsBefore } from '../../pipelines/demonstration/make-demonstration.ts';
import { nightly } from '../../pipelines/nightly.ts';
import { openProgress } from '../../pipelines/progress.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { csv } from '../night/small-office.ts';
import { copyMadeOnce } from '../support/made-once.ts';

export const PRISON = 'imprisonment/paid-while-imprisoned';
/** The court's list, and the night that reads it. */
export const LIST = '法院服刑人员名单（补充）.csv';
export const NIGHT = '2023-02-01';
/** So many at once that the rule is held. */
export const SENTENCED = 25;
/** A slip of the pen that no list of words knows, and how many rows of the list it stands in. */
export const WORD = '有期徒邢';
export const UNKNOWN = 3;

/** The demonstration after a night more, that of a long list of sentences: its rule is held, and a word of it waits. */
export function copyHeldHome(): Promise<string> {
  return copyMadeOnce('held', async (home) => {
    const inbox = join(home, 'inbox');
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, LIST), await draftSentences(home));
    enterNightsBefore(home);
    await nightly({ home, inbox, asOf: NIGHT, progress: openProgress() });
  });
}

/** People still paid of whom nothing is known, as a court's list would have them all sentenced. */
async function draftSentences(home: string): Promise<string> {
  const penalties = [...Array(UNKNOWN).fill(WORD), ...Array(SENTENCED).fill('有期徒刑')];
  const { warehouse } = await openPublished(join(home, 'builds'));
  try {
    const people = await warehouse.rows<{ name: string; resident_id: string }>(`
      select person.name, person.resident_id
      from canonical.person
      inner join canonical.beneficiary using (person_id)
      where person.resident_id is not null and beneficiary.last_settled_month = 202212
          and person_id not in (select person_id from result.finding)
      order by person.resident_id
      limit ${penalties.length}`);
    expect(people).toHaveLength(penalties.length);
    return csv([
      ['姓名', '身份证号码', '判决书文号', '刑种', '刑期起', '刑期止', '执行方式'],
      ...people.map(({ name, resident_id }, place) => [
        ...[name, resident_id, `（2022）云2504刑初${500 + place}号`],
        ...[penalties[place], '2022-01-15', '2023-12-14', '监狱执行'],
      ]),
    ]);
  } finally {
    warehouse.close();
  }
}
