import { commandAt } from '../../core/launcher.ts';
import type { Delivery } from '../../reading/deliveries/delivery.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { DeliveryQuestion } from '../../reports/morning/night-summary.ts';

type Answer = readonly [verdict: string, zh: string, en: string];

const ANSWERS: Readonly<Record<DeliveryQuestion['kind'], readonly Answer[]>> = {
  asks: [
    ['replaces', '后者代替前者整份', 'the later one takes the place of all of the earlier one'],
    ['replaces-people', '后者只代替它列出的人', 'the later one takes the place of the people it lists'],
    ['beside', '两份都计', 'both count'],
  ],
  missing: [
    ['replaces-people', '仍然有效：只是没有再列一次', 'they stand: they were only not listed again'],
    ['replaces', '已撤销：以后来的名单为准', 'they were taken back: the later list counts alone'],
  ],
  overlaps: [
    [
      'replaces',
      '同一次发放：后者代替前者整份',
      'one payment: the later one takes the place of all of the earlier one',
    ],
    [
      'replaces-people',
      '同一次发放：后者只代替它列出的人',
      'one payment: the later one takes the place of the people it lists',
    ],
    ['beside', '两次发放：两份都计', 'two payments: both count'],
  ],
};

/** What only a person can say of two files: the question with its readings, each with the command that answers it. */
export function deliveryQuestions(
  deliveries: readonly Delivery[],
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
  home: string,
): DeliveryQuestion[] {
  const hashOf = (fileNo: number): string =>
    files.find(({ receipt }) => receipt.sequence === fileNo)?.receipt.hash ?? '?';
  const nameOf = (fileNo: number): string =>
    files.find(({ receipt }) => receipt.sequence === fileNo)?.receipt.name ?? '?';
  return deliveries.flatMap(({ source, period, verdict, file_no, by_file_no, row_count }) => {
    if (verdict !== 'asks' && verdict !== 'missing' && verdict !== 'overlaps') return [];
    // the file that asks whether it corrects another stands second in the ruling
    const [earlier, later] = verdict === 'asks' ? [by_file_no, file_no] : [file_no, by_file_no];
    return [
      {
        kind: verdict,
        source,
        title: sources.find((one) => one.source === source)?.title ?? source,
        period,
        file: nameOf(earlier),
        by: nameOf(later),
        hash: hashOf(earlier),
        by_hash: hashOf(later),
        rows: row_count,
        answers: ANSWERS[verdict].map(([word, zh, en]) => ({
          verdict: word,
          zh,
          en,
          command: `${commandAt(home)} deliveries rule ${hashOf(earlier).slice(0, 12)} ${hashOf(later).slice(0, 12)} ${word}`,
        })),
      },
    ];
  });
}
