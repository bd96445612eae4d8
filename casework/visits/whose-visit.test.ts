import { expect, test } from 'vitest';
import { grant } from '../../tests/support/sample-office.ts';
import type { User } from '../roles.ts';
import { isVisitor } from './whose-visit.ts';

const user = (user_id: string, ...grants: User['grants'][number][]): User => ({
  ...{ user_id, display_name: user_id, grants, delegations: [], is_disabled: false },
});
const clerk = user('ma', grant('clerk', { township: '新哨镇' }));
const investigator = user('zhang', grant('investigator'));
const person = { assignee: null, township: '新哨镇', is_overdue: true };

test('whom a rule would have visited is known by name to the clerks of their township, and to nobody else', () => {
  expect(isVisitor(clerk, person)).toBe(true);
  expect(isVisitor(clerk, { ...person, township: '西二镇' })).toBe(false);
  expect(isVisitor(clerk, { ...person, township: null })).toBe(false);
  expect(isVisitor(investigator, person)).toBe(false);
  expect(isVisitor(user('li', grant('supervisor', { township: '新哨镇' })), person)).toBe(false);
});

test('whoever holds the case knows whom they visit; of the others of the township a clerk does not', () => {
  const accused = { ...person, is_overdue: false };
  expect(isVisitor(clerk, accused)).toBe(false);
  expect(isVisitor(clerk, { ...accused, assignee: 'ma' })).toBe(true);
  expect(isVisitor(investigator, { ...accused, assignee: 'zhang', township: '西二镇' })).toBe(true);
});
