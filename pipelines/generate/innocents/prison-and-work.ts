import { addMonths, monthOf } from '../../../core/month.ts';
import { monthsFromTo } from '../calendar.ts';
import type { EmployeePensioner, Identity, Sentence } from '../model.ts';
import { firstPayableMonth } from '../rates.ts';
import type { Innocent, InnocentCounty } from './innocent-county.ts';

const TERM: Omit<Sentence, 'who' | 'penalty'> = {
  term: '一年六个月',
  starts_on: '2022-02-18',
  ends_on: '2023-08-17',
  execution: '',
  released_on: null,
  note: '',
};

/** On the court's list, and at home all the time. */
function sentenced(ways: readonly (Partial<Sentence> & { penalty: string })[]): Innocent {
  return (county, key) => {
    const who = county.draw({ key, sex: 'male' });
    county.sentences.push({ ...TERM, who, ...county.random.pick(ways) });
  };
}

/** On the list of the employees' scheme, and drawing nothing there. */
function employed(ways: readonly Partial<EmployeePensioner>[]): Innocent {
  return (county, key) => {
    const who = county.draw({ key });
    county.employees.push({
      who,
      status: '',
      start_month: null,
      end_month: null,
      monthly_fen: null,
      ...county.random.pick(ways),
    });
  };
}

const namesake = (county: InnocentCounty, key: string, born_on?: string): Identity => {
  const { name, sex, born_on: own } = county.draw({ key, sex: 'male' });
  return county.registry.newResident({ name, sex, born_on: born_on ?? own });
};

export const INNOCENT_OF_ANOTHER_CLAIM: Record<string, Innocent> = {
  'suspended-sentence': sentenced([
    { penalty: '有期徒刑', execution: '缓刑', note: '宣告缓刑二年' },
    { penalty: '有期徒刑缓刑', term: '有期徒刑一年缓刑二年' },
    { penalty: '有期徒刑', note: '缓刑考验期内' },
    { penalty: '拘役宣告缓刑', term: '三个月' },
  ]),
  'community-correction': sentenced([
    { penalty: '管制', execution: '社区矫正' },
    { penalty: '有期徒刑', execution: '社区矫正' },
    { penalty: '有期徒刑', execution: '暂予监外执行' },
    { penalty: '社区矫正' },
  ]),
  'not-convicted': sentenced([
    { penalty: '取保候审', ends_on: null },
    { penalty: '审查起诉', ends_on: null },
    { penalty: '无罪', ends_on: null, note: '判决宣告无罪' },
    { penalty: '有期徒刑', note: '二审改判无罪' },
  ]),
  'penalty-in-unknown-words': sentenced([
    { penalty: '三年缓期四年' },
    { penalty: '判一缓二' },
    { penalty: '有期徒刑', execution: '居家电子监管' },
    { penalty: '有期徒刑', note: '因病未收，由司法所看管' },
  ]),
  'served-and-stopped': (county, key) => {
    const who = county.draw({ key, sex: 'male', without: monthsFromTo(202203, 202208) });
    const term = {
      term: '六个月',
      starts_on: '2022-02-18',
      ends_on: '2022-08-17',
      released_on: '2022-08-17',
    };
    county.sentences.push({ ...TERM, who, penalty: '有期徒刑', execution: '监禁', ...term });
  },
  'namesake-in-prison': (county, key) => {
    county.sentences.push({ ...TERM, who: namesake(county, key), penalty: '有期徒刑', execution: '监禁' });
  },
  'insured-elsewhere-not-drawing': employed([
    { status: '正常参保' },
    { status: '停保' },
    { status: '转出' },
    { status: '待遇核定中', start_month: 202301 },
  ]),
  'employee-status-in-unknown-words': employed([
    { status: '协保', start_month: 202101, monthly_fen: 120_000 },
    { status: '内退生活费', start_month: 202101, monthly_fen: 90_000 },
    { status: '五七工生活补贴', start_month: 202101, monthly_fen: 60_000 },
  ]),
  'survivors-pension': employed([
    { status: '供养亲属抚恤金', start_month: 202001, monthly_fen: 80_000 },
    { status: '遗属待遇', start_month: 202101, monthly_fen: 75_000 },
  ]),
  'employee-pension-ended-before': (county, key) => {
    const who = county.draw({ key, from: county.first_month });
    const end_month = addMonths(county.first_month, -3);
    county.employees.push({
      who,
      status: '待遇终止',
      start_month: addMonths(end_month, -20),
      end_month,
      monthly_fen: 210_000,
    });
  },
  'namesake-with-employee-pension': (county, key) => {
    const who = namesake(county, key);
    const start_month = Math.max(firstPayableMonth(who.born_on), monthOf('2015-01-01'));
    county.employees.push({ who, status: '正常待遇', start_month, end_month: null, monthly_fen: 260_000 });
  },
};
