import { monthOfYear, yearOf } from '../../core/month.ts';
import { excelSerial } from './calendar.ts';

/** A typed spreadsheet cell: a number with the format that shows it as a date. */
export interface DatedCell {
  t: 'n';
  v: number;
  z: string;
}

export type WrittenCell = string | number | DatedCell;

export type DateStyle = 'compact' | 'iso' | 'loose' | 'chinese' | 'slash' | 'dot' | 'serial' | 'dated';
export type MonthStyle = 'compact' | 'dot' | 'dash' | 'chinese' | 'slash' | 'number';
export type MoneyStyle = 'plain' | 'comma' | 'yuan' | 'number';

/** How one file writes its dates, months and amounts: every office has its own habit. */
export interface Form {
  date(on: string | null): WrittenCell;
  month(month: number | null): WrittenCell;
  money(fen: number): WrittenCell;
}

export function formOf(date: DateStyle, month: MonthStyle, money: MoneyStyle): Form {
  return {
    date: (on) => (on === null ? '' : writeDate(on, date)),
    month: (value) => (value === null ? '' : writeMonth(value, month)),
    money: (fen) => writeMoney(fen, money),
  };
}

function writeDate(on: string, style: DateStyle): WrittenCell {
  const [year = '', month = '', day = ''] = on.split('-');
  switch (style) {
    case 'compact':
      return year + month + day;
    case 'iso':
      return on;
    case 'loose':
      return `${year}-${Number(month)}-${Number(day)}`;
    case 'chinese':
      return `${year}年${Number(month)}月${Number(day)}日`;
    case 'slash':
      return `${year}/${month}/${day}`;
    case 'dot':
      return `${year}.${Number(month)}.${Number(day)}`;
    case 'serial':
      return excelSerial(on);
    case 'dated':
      // the format a spreadsheet gives a typed date of its own accord
      return { t: 'n', v: excelSerial(on), z: 'm/d/yy' };
  }
}

function writeMonth(value: number, style: MonthStyle): WrittenCell {
  const [year, month] = [yearOf(value), monthOfYear(value)];
  const two = String(month).padStart(2, '0');
  switch (style) {
    case 'compact':
      return String(value);
    case 'dot':
      return `${year}.${month}`;
    case 'dash':
      return `${year}-${two}`;
    case 'chinese':
      return `${year}年${month}月`;
    case 'slash':
      return `${year}/${two}`;
    case 'number':
      return value;
  }
}

function writeMoney(fen: number, style: MoneyStyle): WrittenCell {
  if (style === 'number') return fen / 100;
  const yuan = `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
  if (style === 'plain') return yuan;
  const grouped = yuan.replace(/\B(?=(\d{3})+\.)/g, ',');
  return style === 'comma' ? grouped : `${grouped}元`;
}
