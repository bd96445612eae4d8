import { monthsFromTo } from '../calendar.ts';
import { type County, wholeLine } from '../county.ts';
import type { Beneficiary, Sentence } from '../model.ts';

const RULE = 'imprisonment/paid-while-imprisoned';

const BEHIND_WALLS: Omit<Sentence, 'who' | 'penalty' | 'starts_on'> = {
  term: '',
  ends_on: null,
  execution: '监禁',
  released_on: null,
  note: '',
};

export function plantImprisonment(county: County, tag: string): void {
  const sentence = (
    key: string,
    penalty: string,
    starts_on: string,
    more: Partial<Sentence> = {},
    drawn: { without?: readonly number[] } = {},
  ): Beneficiary => {
    const person = county.draw({ key: `imprisonment/${key}${tag}`, sex: 'male', ...drawn });
    county.sentences.push({ ...BEHIND_WALLS, who: person, penalty, starts_on, ...more });
    return person;
  };

  const detained = sentence('detention', '拘役', '2022-05-10', {
    term: '三个月',
    ends_on: '2022-08-09',
    released_on: '2022-08-09',
  });
  county.claim(RULE, detained, [202206, 202207, 202208], wholeLine, 'short-term detention');

  const life = sentence('life', '无期徒刑', '2022-07-01');
  county.claim(RULE, life, monthsFromTo(202208, 202212), wholeLine, 'for life: no end; started on a first');

  const reprieve = sentence('death-reprieve', '死刑缓期二年执行', '2022-08-20');
  county.claim(
    RULE,
    reprieve,
    monthsFromTo(202209, 202212),
    wholeLine,
    'death sentence with reprieve is served',
  );

  const oneYear = { term: '一年', ends_on: '2022-12-31' };
  const innocent: [string, string, string, Partial<Sentence>, string][] = [
    [
      'suspended',
      '有期徒刑',
      '2022-02-10',
      { ...oneYear, execution: '缓刑', note: '宣告缓刑二年' },
      'suspended sentence',
    ],
    ['control', '管制', '2022-03-01', { ...oneYear, execution: '社区矫正' }, 'public surveillance'],
    [
      'parole',
      '有期徒刑',
      '2016-06-01',
      { term: '七年', ends_on: '2023-05-31', execution: '假释', released_on: '2020-05-20' },
      'on parole since before the first month paid',
    ],
    [
      'outside',
      '有期徒刑',
      '2022-02-01',
      { ...oneYear, execution: '暂予监外执行' },
      'serving outside prison',
    ],
    ['acquitted', '无罪', '2022-03-05', { ends_on: null, execution: '', note: '判决宣告无罪' }, 'acquitted'],
    [
      'released',
      '有期徒刑',
      '2020-10-15',
      { term: '一年', ends_on: '2021-10-14', released_on: '2021-10-14' },
      'every month paid lies after the release',
    ],
  ];
  for (const [key, penalty, starts_on, more, why] of innocent) {
    // where a county reaches further back, the released one was properly stopped while inside
    const without = key === 'released' ? monthsFromTo(202011, 202110) : [];
    county.keepSilent(RULE, sentence(key, penalty, starts_on, more, { without }), why);
  }

  const stopped = sentence(
    'stopped',
    '有期徒刑',
    '2022-03-20',
    { term: '六个月', ends_on: '2022-09-19', released_on: '2022-09-19' },
    { without: monthsFromTo(202204, 202209) },
  );
  county.keepSilent(RULE, stopped, 'stopped from the month after the start, resumed after the end');
}
