import { expect, test } from 'vitest';
import { monthNamed } from './title-month.ts';

test.each([
  ['二〇二三年一月养老金发放名册', 202301],
  ['二○二二年十二月', 202212],
  ['二零二三年十月份', 202310],
  ['2023年3月', 202303],
  ['二三年三月', null],
])('%s names the month %s', (title, month) => expect(monthNamed(title)).toBe(month));
