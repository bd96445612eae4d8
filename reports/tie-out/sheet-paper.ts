import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import type { PartyStatement, TieOut, TieOutDifference } from '../../casework/tie-out/read-tie-out.ts';
import { formatYuan } from '../../core/money.ts';
import { chineseMonth } from '../../core/month.ts';
import {
  DIFFERENCE_REASON_TITLES,
  FLOW_TITLES,
  PARTIES,
  PARTY_STATE_TITLES,
  PARTY_TITLES,
  type Party,
} from '../../core/words/tie-out.ts';
import { loadFonts } from '../fonts/fonts.ts';
import { readFilled } from '../notices/fill.ts';
import { Typesetter } from '../notices/pdf/typesetter.ts';

const TEMPLATE = join(import.meta.dirname, 'sheet.docx');

export interface SheetHands {
  office: string;
  number: string;
  prepared: { by: string; on: string };
  signed: { by: string; on: string };
}

/** The signed sheet of a month, as Word and as the same page in PDF. */
export async function makeSheet(
  tieOut: TieOut,
  hands: SheetHands,
  fonts: string | null,
): Promise<{ docx: Buffer; pdf: Buffer }> {
  const docx = await new TemplateHandler().process(readFileSync(TEMPLATE), sheetData(tieOut, hands));
  return { docx, pdf: new Typesetter(loadFonts(fonts)).pdf(await readFilled(docx)) };
}

function sheetData({ month, as_of, flows, carried }: TieOut, hands: SheetHands) {
  const differences = flows.flatMap((flow) => flow.differences);
  const open = differences.filter(({ explanation }) => explanation === null);
  const fen = (list: readonly TieOutDifference[]): string =>
    formatYuan(list.reduce((sum, { difference_fen }) => sum + difference_fen, 0));
  const onward = [...carried, ...open];
  return {
    ...{ office: hands.office, number: hands.number, month: chineseMonth(month), as_of },
    sums: flows.map(({ flow, parties }) => ({
      flow: FLOW_TITLES[flow].zh,
      ...byParty((party) => sumOf(parties.find((one) => one.party === party))),
    })),
    notes: flows.flatMap(({ flow, parties }) =>
      parties.flatMap((one) => noteOf(one).map((note) => ({ note: `${FLOW_TITLES[flow].zh}：${note}` }))),
    ),
    found:
      differences.length === 0
        ? '已到的各方逐日、合计均一致。'
        : `本月差异${differences.length}项，其中已说明${differences.length - open.length}项、未说明${open.length}项。`,
    has_differences: differences.length > 0,
    differences: differences.map(rowOf),
    carried_in: carried.length === 0 ? '没有。' : `${carried.length}项，差额合计${fen(carried)}元。`,
    has_carried: carried.length > 0,
    carried: carried.map(rowOf),
    conclusion: `期初结转${carried.length}项，本月新增${differences.length}项，本月已说明${differences.length - open.length}项，结转下月${onward.length}项，差额合计${fen(onward)}元。${missing(flows)}`,
    ...{ prepared_by: hands.prepared.by, prepared_on: hands.prepared.on },
    ...{ signed_by: hands.signed.by, signed_on: hands.signed.on },
  };
}

function missing(flows: TieOut['flows']): string {
  const unstated = flows.flatMap(({ flow, parties }) =>
    parties
      .filter(({ state }) => state !== 'stated')
      .map(
        ({ party, state }) =>
          `${FLOW_TITLES[flow].zh}：${PARTY_TITLES[party].zh}${state === 'not-arrived' ? '没有到' : PARTY_STATE_TITLES[state].zh}`,
      ),
  );
  return unstated.length === 0 ? '' : `${unstated.join('；')}。这些没有参加核对，不能视为一致。`;
}

const byParty = <Value>(value: (party: Party) => Value): Record<Party, Value> =>
  Object.fromEntries(PARTIES.map((party) => [party, value(party)])) as Record<Party, Value>;

/** The tax office has no part in what is paid out. */
function sumOf(party: PartyStatement | undefined): string {
  if (party === undefined) return '—';
  return party.amount_fen === null ? PARTY_STATE_TITLES[party.state].zh : formatYuan(party.amount_fen);
}

function noteOf({ party, state, is_by_day, is_own_statement, held_lines }: PartyStatement): string[] {
  const who = PARTY_TITLES[party].zh;
  return [
    ...(state === 'stated' && !is_by_day ? [`${who}只有按月的数字，不能逐日核对。`] : []),
    ...(state === 'stated' && !is_own_statement
      ? [`${who}没有报对账资料，数字取自其发放花名册或缴费名单。`]
      : []),
    ...(held_lines > 0 ? [`${who}有${held_lines}行款项用途待释义，没有计入。`] : []),
  ];
}

function rowOf({ flow, booked_on, month, amounts, explanation, is_of_days_alone }: TieOutDifference) {
  const reason = explanation?.reason as keyof typeof DIFFERENCE_REASON_TITLES | undefined;
  return {
    flow: FLOW_TITLES[flow].zh,
    on: booked_on ?? `${chineseMonth(month)}合计`,
    ...byParty((party) => (amounts[party] === null ? '—' : formatYuan(amounts[party]))),
    explanation:
      explanation === null || reason === undefined
        ? `未说明${is_of_days_alone ? '（全月合计一致）' : ''}`
        : `${DIFFERENCE_REASON_TITLES[reason].zh}：${explanation.words}（${explanation.by} ${explanation.on}）`,
  };
}
