import { addMonths } from '../../../core/month.ts';
import { dateIn, monthsFromTo } from '../calendar.ts';
import type { Innocent, InnocentCounty } from './innocent-county.ts';

const someMonth = (county: InnocentCounty): number => addMonths(county.first_month, county.random.int(1, 7));

/** Still registered or paid here, and on the police list for a reason that ends nothing. */
function changed(reasons: readonly string[], status: '正常' | '迁出' | '注销'): Innocent {
  return (county, key) => {
    const person = county.draw({ key });
    const reason = county.random.pick(reasons);
    const on = dateIn(someMonth(county), 16);
    if (status !== '正常') person.registration = { status, kind: reason, changed_on: on };
    county.police.push({ who: person, reason, died_on: null, cancelled_on: on, revoked_on: null, note: '' });
  };
}

export const INNOCENT_OF_LEAVING: Record<string, Innocent> = {
  'moved-away': changed(['户籍迁出', '迁往市外', '婚迁', '易地搬迁', '整户迁出', '投靠子女'], '迁出'),
  'moved-away-in-other-words': changed(['随子赴昆居住', '迁昆明滇池度假区', '户随女儿'], '迁出'),
  'registered-twice': changed(['重户', '重复户口', '双重户口'], '注销'),
  'works-abroad': changed(['出国务工', '境外务工', '劳务输出', '赴老挝务工', '到缅甸打工'], '正常'),
  'visits-abroad': changed(['出境探亲', '出国旅游', '出国访友', '赴泰国探亲', '跨境走亲'], '正常'),
  'settled-abroad-and-returned': (county, key) => {
    const left = addMonths(county.first_month, county.random.int(1, 3));
    const back = addMonths(left, 4);
    const person = county.draw({ key, without: monthsFromTo(addMonths(left, 1), back) });
    const record = { who: person, died_on: null, revoked_on: null, note: '' };
    county.police.push({ ...record, reason: '出国(境)定居', cancelled_on: dateIn(left, 6) });
    county.restored.push({ ...record, reason: '回国恢复户口', cancelled_on: dateIn(back, 2) });
    person.registration = { status: '正常', kind: '恢复户口', changed_on: dateIn(back, 2) };
  },
};
