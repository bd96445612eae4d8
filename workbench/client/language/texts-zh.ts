import { byArea } from './by-area.ts';

export const chineseTexts = byArea(
  import.meta.glob<Record<string, string>>('../../text/zh-CN/*.json', { eager: true, import: 'default' }),
);
