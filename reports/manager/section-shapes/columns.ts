import type { SectionColumn } from '../section.ts';

export const textColumn = (name: string, header: string): SectionColumn => ({ name, header, kind: 'text' });
export const peopleColumn = (name = 'people', header = '人数'): SectionColumn => ({
  name,
  header,
  kind: 'integer',
});
export const count = (name: string, header: string): SectionColumn => ({
  name,
  header,
  kind: 'integer',
  adds: true,
});
export const moneyColumn = (name: string, header: string): SectionColumn => ({
  name,
  header,
  kind: 'money',
  adds: true,
});
