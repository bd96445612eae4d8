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

/** Where the figures come from and of which day they are; it stands under every table and chart. */
export function sourceLine({ period, build, data_as_of, made_on }: Summary): string {
  const data = data_as_of === null ? '' : `,数据截至 ${data_as_of}`;
  return `来源:追缴台账(截至 ${period.to})、第 ${build} 次核对结果${data};编制 ${made_on}`;
}
