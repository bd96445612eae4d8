import { expect, test } from 'vitest';
import { statusOn } from './states.ts';

test('a case whose notice was published is called served only from the day on which its term has run', () => {
  const published = { published_on: '2022-11-01', served_on: '2022-12-01' };
  expect(statusOn('served', published, '2022-11-30').zh).toBe('公告中');
  expect(statusOn('served', published, '2022-12-01').zh).toBe('已送达');
  expect(statusOn('served', { published_on: null, served_on: '2022-12-01' }, '2022-11-30').zh).toBe('已送达');
  expect(statusOn('part_repaid', published, '2022-11-30').zh).toBe('部分归还');
});
