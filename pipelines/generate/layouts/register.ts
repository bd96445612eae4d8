import { addMonths, monthOf } from '../../../core/month.ts';
import { dateIn } from '../calendar.ts';
import type { County } from '../county.ts';
import { formOf } from '../form.ts';
import type { Beneficiary, Resident } from '../model.ts';
import { Random } from '../random.ts';
import type { FilePlan } from '../sheet.ts';
import { date, sex, textCells } from './columns.ts';

/** The household register: everybody known, and the relatives they live with up to the number asked for. */
export function householdPlan(
  county: County,
  people: readonly Beneficiary[],
  residents: number,
): FilePlan<Resident> {
  return {
    name: '户籍登记常住人口信息',
    source: 'household',
    format: 'csv-bom',
    form: formOf('iso', 'dash', 'plain'),
    columns: [
      textCells('户号', (row) => row.household_no),
      textCells('与户主关系', (row) => row.relation),
      textCells('姓名', (row) => row.name),
      textCells('公民身份号码', (row) => row.resident_id),
      sex('性别', (row) => row),
      date('出生日期', (row) => row.born_on),
      textCells('乡镇', (row) => row.township),
      textCells('村(社区)', (row) => row.village),
      textCells('户籍状态', (row) => row.registration.status),
      textCells('注销类别', (row) => row.registration.kind),
      date('注销日期', (row) => row.registration.changed_on),
      textCells('曾用名', (row) => row.former_name),
      textCells('曾用身份证号', (row) => row.former_resident_id),
    ],
    rows: register(county, people, residents),
    dress: {},
  };
}

function* register(county: County, people: readonly Beneficiary[], residents: number): Generator<Resident> {
  const random = Random.stream(county.seed, 'register');
  const registered = people.filter((person) => person.is_registered);
  const relatives = Math.max(0, residents - registered.length - county.others.length);
  let written = 0;
  for (const [at, person] of registered.entries()) {
    yield person;
    const due = Math.floor(((at + 1) * relatives) / registered.length);
    for (; written < due; written++) yield relative(county, random, person);
  }
  yield* county.others;
}

function relative(county: County, random: Random, head: Beneficiary): Resident {
  const isChild = random.chance(0.5);
  const relation = random.pick(isChild ? ['儿子', '女儿'] : ['孙子', '孙女', '儿媳', '女婿']);
  const years =
    isChild || relation === '儿媳' || relation === '女婿' ? random.int(20, 38) : random.int(44, 60);
  // nobody is born after the county ends
  const month = Math.min(addMonths(monthOf(head.born_on), years * 12 + random.int(0, 11)), 202206);
  return county.registry.newResident({
    born_on: dateIn(month, random.int(1, 28)),
    sex: ['儿子', '孙子', '女婿'].includes(relation) ? 'male' : 'female',
    relation,
    household_no: head.household_no,
    township: head.township,
    village: head.village,
  });
}
