import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import { businessDay } from '../../casework/business-day.ts';
import { formatYuan } from '../../core/money.ts';
import { loadFonts } from '../fonts/fonts.ts';
import { dayText } from '../notices/dates-in-words.ts';
import { readFilled } from '../notices/fill.ts';
import { loadLetterhead } from '../notices/letterhead.ts';
import { Typesetter } from '../notices/pdf/typesetter.ts';
import type { SenderQuality } from './compare-deliveries.ts';
import type { SenderCost } from './sender-costs.ts';

const TEMPLATE = join(import.meta.dirname, 'sender-letter.docx');
const UNSET = '（未设置）';
/** So many deliveries stand in the table of a letter, the newest ones. */
const SHOWN = 24;

export interface SenderTold {
  title: string;
  quality: SenderQuality;
  /** Of senders that report events: what late word of them cost. */
  cost: SenderCost | null;
}

/**
 * One letter to each sender that has something to put right or to know, with its own figures, as Word and PDF; the paths. No
 * person is named in it.
 */
export async function writeSenderLetters(
  home: string,
  senders: readonly SenderTold[],
  asOf: string,
  folder: string,
): Promise<string[]> {
  const letterhead = loadLetterhead(home);
  const typesetter = new Typesetter(loadFonts(letterhead.fonts ?? null));
  const template = readFileSync(TEMPLATE);
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const told of senders.filter(({ quality, cost }) => quality.defects > 0 || cost !== null)) {
    const { issuer = UNSET, contact = UNSET, phone = UNSET } = letterhead;
    const data = { ...letterOf(told), issuer, contact, phone, as_of: dayText(asOf) };
    const docx: Buffer = await new TemplateHandler().process(template, data);
    const path = join(folder, `${told.title}-数据质量函`);
    writeFileSync(`${path}.docx`, docx);
    writeFileSync(`${path}.pdf`, typesetter.pdf(await readFilled(docx)));
    written.push(`${path}.docx`, `${path}.pdf`);
  }
  return written;
}

function letterOf({ title, quality, cost }: SenderTold) {
  const { deliveries, rows, defects, repeats, most_times } = quality;
  return {
    ...{ sender: title, count: deliveries.length, rows, defects, repeats, most_times },
    ratio: rows === 0 ? '0.00' : ((defects / rows) * 100).toFixed(2),
    has_defects: defects > 0,
    has_repeats: repeats > 0,
    has_no_repeats: defects > 0 && repeats === 0,
    deliveries: deliveries.slice(-SHOWN).map((one) => ({
      on: businessDay(one.received_at),
      ...{ file: one.file, rows: one.rows, defects: one.defects },
      ...{ corrected: one.corrected, still_wrong: one.still_wrong, fresh: one.new },
    })),
    has_cost: cost !== null,
    people: cost?.people ?? 0,
    has_days: (cost?.median_days_to_receipt ?? null) !== null,
    median_days: cost?.median_days_to_receipt ?? '',
    longest_days: cost?.longest_days_to_receipt ?? '',
    before: formatYuan(cost?.paid_before_receipt_fen ?? 0),
    has_after: (cost?.paid_after_receipt_fen ?? 0) > 0,
    after: formatYuan(cost?.paid_after_receipt_fen ?? 0),
    has_stop: (cost?.median_days_to_stop ?? null) !== null,
    stop_days: cost?.median_days_to_stop ?? '',
    has_still: (cost?.still_paid ?? 0) > 0,
    still: cost?.still_paid ?? 0,
  };
}
