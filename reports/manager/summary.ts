import type { IdentityResult } from '../../casework/marts/check-identities.ts';
import type { Period } from '../../casework/marts/period.ts';
import type { Paragraph } from './paragraph.ts';
import type { Section } from './section.ts';

/** Everything a recovery summary says, ready to be put on paper. */
export interface Summary {
  office: string;
  title: string;
  period: Period;
  /** The published build that the figures of payments and files come from. */
  build: number;
  /** The day of the data in that build. */
  data_as_of: string | null;
  made_on: string;
  paragraphs: readonly Paragraph[];
  sections: readonly Section[];
  identities: readonly IdentityResult[];
}

/** Whether the period has days to come: what it will come to nobody knows yet. */
export function isUnfinished({ period, made_on }: Pick<Summary, 'period' | 'made_on'>): boolean {
  return period.to >= made_on;
}

/** Where the figures come from and of which day they are; it stands under every table and chart. */
export function sourceLine(summary: Summary): string {
  const { period, build, data_as_of, made_on } = summary;
  const data = data_as_of === null ? '' : `,数据截至 ${data_as_of}`;
  const [until, caution] = isUnfinished(summary)
    ? [made_on, `;期间至 ${period.to} 未满,不是全期的数字`]
    : [period.to, ''];
  return `来源:追缴台账(截至 ${until})、第 ${build} 次核对结果${data};编制 ${made_on}${caution}`;
}
