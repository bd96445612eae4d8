import { expect, test } from 'vitest';
import { citableOn } from './legal-basis.ts';

const text = (title: string, article: string | null = null) => ({ text: title, article, from: '2000-01-01' });

test('articles of one text stand behind its title in their order, and none of them twice', () => {
  const regulation = '社会保险经办条例';
  const cited = [
    text(regulation, '第四十六条'),
    text('行政强制法', '第五十三条、第五十五条'),
    text(regulation, '第二十五条'),
    text(regulation, '第四十六条'),
    text(regulation),
    text('行政强制法', '第五十四条'),
    text('某办法', '第一百零二条'),
    text('某办法', '第十条'),
  ];
  expect(citableOn(cited, '2024-01-01')).toEqual([
    '《行政强制法》第五十三条、第五十四条、第五十五条',
    '《社会保险经办条例》第二十五条、第四十六条',
    '《某办法》第十条、第一百零二条',
  ]);
});

test('a paper known by its number has no title in brackets, and one with a title has its number behind it', () => {
  expect(
    citableOn(
      [text('红人社发〔2020〕128号（提高标准）'), text('某细则（弥政发〔2014〕193号）')],
      '2024-01-01',
    ),
  ).toEqual(['红人社发〔2020〕128号（提高标准）', '《某细则》（弥政发〔2014〕193号）']);
});
