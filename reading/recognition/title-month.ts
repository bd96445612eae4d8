import { monthIn } from '../../core/month.ts';

const YEAR_MONTH = /(?<!\d)(20\d\d)\s*(?:年\s*|[-_./]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/;

/** 二〇二三年十二月, as titles are written. */
const IN_CHARACTERS =
  /二[〇○零][〇○零一二三四五六七八九]{2}\s*年\s*(?:十[一二]?|[一二三四五六七八九])\s*月/gu;
const DIGITS = '〇一二三四五六七八九';

function inFigures(written: string): string {
  const [year = '', month = ''] = written.replace(/\s/g, '').replace(/[○零]/g, '〇').split('年');
  const figure = (character: string): string => String(DIGITS.indexOf(character));
  const ten = /^十([一二]?)月$/.exec(month);
  const ofYear = ten ? 10 + (ten[1] ? DIGITS.indexOf(ten[1]) : 0) : DIGITS.indexOf(month[0] ?? '');
  return `${[...year].map(figure).join('')}年${ofYear}月`;
}

/** The first year and month named in a text, as YYYYMM; null where none is. */
export function monthNamed(text: string): number | null {
  const match = YEAR_MONTH.exec(text.normalize('NFKC').replace(IN_CHARACTERS, inFigures));
  return match ? monthIn(Number(match[1]), Number(match[2])) : null;
}
