import type { Column } from '../sections.ts';

export const text = (name: string, header: string): Column => ({ name, header, kind: 'text' });
export const people = (name = 'people', header = '人数'): Column => ({ name, header, kind: 'integer' });
export const count = (name: string, header: string): Column => ({
  name,
  header,
  kind: 'integer',
  adds: true,
});
export const money = (name: string, header: string): Column => ({ name, header, kind: 'money', adds: true });
