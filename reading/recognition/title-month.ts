import { monthIn } from '../../core/month.ts';

const YEAR_MONTH = /(?<!\d)(20\d\d)\s*(?:年\s*|[-_./]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/;

/** 二〇二三年十二月, as titles are written. */
const IN_CHARACTERS =
  /二[〇○零][〇○零一二三四五六七八九]{2}\s*年\s*(?:十[一二]?|[一二三四五六七八九])\s*月/gu;
const DIGITS = '〇一二三四五六七八九';
const MONTHS = '一 二 三 四 五 六 七 八 九 十 十一 十二'.split(' ');

function inFigures(written: string): string {
  const [year = '', month = ''] = written
    .replace(/[\s月]/g, '')
    .replace(/[○零]/g, '〇')
    .split('年');
  return `${[...year].map((character) => DIGITS.indexOf(character)).join('')}年${MONTHS.indexOf(month) + 1}月`;
}

/** The first year and month named in a text, as YYYYMM; null where none is. */
export function monthNamed(text: string): number | null {
  const match = YEAR_MONTH.exec(text.normalize('NFKC').replace(IN_CHARACTERS, inFigures));
  return match ? monthIn(Number(match[1]), Number(match[2])) : null;
}
