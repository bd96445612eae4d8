import type { Ledger } from '../../storage/ledger/ledger.ts';
import { listPayableCases, type PayableCase } from '../reads/money/payable-cases.ts';
import { findStatementLine, listStatementLines, type StatementLine } from '../reads/money/statement-lines.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { lookAlikes, twinBefore, writtenPlain } from './look-alike.ts';

type MatchBasis =
  | 'notice-number'
  | 'case-number'
  | 'resident-id'
  | 'payer-and-amount'
  | 'name-and-amount'
  | 'payer'
  | 'name-in-remark';

export interface MatchProposal {
  line: StatementLine;
  /** The one case the money seems to belong to; null where there is none, or where several would do. */
  case_id: string | null;
  basis: MatchBasis | null;
  /** Nothing but what names the case or its debtor, and all that is owed: everything else a person checks first. */
  is_sure: boolean;
  zh: string;
  en: string;
  /** All cases that fit equally well. */
  candidates: string[];
}

interface Basis {
  basis: MatchBasis;
  isSure?: true;
  zh: string;
  en: string;
  fits: (line: StatementLine, remark: string, payable: PayableCase) => boolean;
}

/** From the surest to the weakest; the first that fits any case decides. An amount alone never does. */
const BASES: readonly Basis[] = [
  {
    basis: 'notice-number',
    isSure: true,
    zh: '附言中有通知书文号',
    en: 'the remark names the notice',
    fits: (_line, remark, payable) =>
      payable.notice_number !== null && hasNumber(remark, writtenPlain(payable.notice_number)),
  },
  {
    basis: 'case-number',
    isSure: true,
    zh: '附言中有案件编号',
    en: 'the remark names the case',
    fits: (_line, remark, payable) => hasNumber(remark, writtenPlain(payable.case_id)),
  },
  {
    basis: 'resident-id',
    zh: '附言中有待遇领取人身份证号',
    en: 'the remark holds the resident number',
    fits: (_line, remark, payable) =>
      payable.resident_id !== null && remark.includes(writtenPlain(payable.resident_id)),
  },
  {
    basis: 'payer-and-amount',
    isSure: true,
    zh: '付款人与退款义务人同名，金额相符',
    en: 'payer and amount agree',
    fits: (line, _remark, payable) => isNamed(line.payer, payable) && isAmount(line, payable),
  },
  {
    basis: 'name-and-amount',
    zh: '附言中有姓名，金额相符',
    en: 'a name in the remark and the amount agree',
    fits: (line, remark, payable) => isMentioned(remark, payable) && isAmount(line, payable),
  },
  {
    basis: 'payer',
    zh: '付款人与退款义务人同名，金额不同',
    en: 'the payer agrees, the amount differs',
    fits: (line, _remark, payable) => isNamed(line.payer, payable),
  },
  {
    basis: 'name-in-remark',
    zh: '附言中有姓名，金额不同',
    en: 'a name stands in the remark, the amount differs',
    fits: (_line, remark, payable) => isMentioned(remark, payable),
  },
];

/** Says which case a statement line seems to pay, and why; a cashier confirms or corrects it. */
export function proposeMatch(line: StatementLine, payables: readonly PayableCase[]): MatchProposal {
  const remark = writtenPlain(line.remark);
  for (const { basis, isSure = false, zh, en, fits } of BASES) {
    const fitting = payables.filter((payable) => fits(line, remark, payable));
    const candidates = fitting.map(({ case_id }) => case_id);
    const [only] = fitting;
    if (only === undefined) continue;
    if (fitting.length === 1) {
      const is_sure = isSure && line.amount_fen === only.outstanding_fen;
      return { line, case_id: only.case_id, basis, is_sure, zh, en, candidates };
    }
    return {
      line,
      case_id: null,
      basis,
      is_sure: false,
      zh: `${zh}，但有 ${candidates.length} 案相符，请人工选定`,
      en: `${en}, but for ${candidates.length} cases; a person must choose`,
      candidates,
    };
  }
  const none = { case_id: null, basis: null, is_sure: false, candidates: [] };
  return { line, ...none, zh: '没有相符的案件', en: 'fits no case' };
}

/** All statement lines that wait for the cashier, each with its proposal. */
export function proposeMatches(ledger: Ledger): MatchProposal[] {
  const payables = listPayableCases(ledger);
  const lines = listStatementLines(ledger);
  const seen = lookAlikes(lines);
  return lines
    .filter(({ status }) => status === 'open')
    .map((line) => {
      const proposal = proposeMatch(line, payables);
      const other = seen.get(line.line_id);
      if (other !== undefined) return { ...proposal, case_id: null, is_sure: false, ...askedOf(other) };
      const twin = line.split_from === null ? twinBefore(lines, line) : undefined;
      return twin === undefined ? proposal : { ...proposal, ...toldOf(proposal, twin) };
    });
}

/** Two equal payments in one statement are two; whoever enters the second is told of the first. */
function toldOf({ zh, en }: MatchProposal, { row }: StatementLine): Pick<MatchProposal, 'zh' | 'en'> {
  return {
    zh: `${zh}；本份流水第 ${row} 行的日期、金额、付款人与这一笔都相同，请核对是不是两笔`,
    en: `${en}; row ${row} of the same statement has the same day, amount and payer: check that these are two payments`,
  };
}

/** What may have been booked before is proposed to no case: a person says whether it is the same money. */
function askedOf({ line_id, status, case_id, row }: StatementLine): Pick<MatchProposal, 'zh' | 'en'> {
  const became = status === 'matched' && case_id !== null;
  return {
    zh: `与另一份流水第 ${row} 行 ${line_id}${became ? `（已计入案件 ${case_id}）` : ''}日期、金额、付款人都相同：是同一笔请搁置，不是请选定案件`,
    en: `looks like row ${row} of another statement, ${line_id}${became ? ` (counted in ${case_id})` : ''}: set it aside if it is the same money, else choose the case`,
  };
}

/**
 * The one case that a line seems to pay; a retry finds the line no longer waiting and goes to the case it went to. Throws a
 * `Refusal` for a line that nobody knows, and for one that fits no case or several.
 */
export function caseProposed(ledger: Ledger, lineId: string): string {
  const line = findStatementLine(ledger, lineId);
  if (line === null) throwRefusal(refuse('unknown-line', { line: lineId }));
  const proposed = proposeMatches(ledger).find((proposal) => proposal.line.line_id === lineId);
  return proposed?.case_id ?? line.case_id ?? throwRefusal(refuse('no-proposal', { line: lineId }));
}

/** `…5号` must not be found in `…15号`, nor C00000001 in C000000011. */
function hasNumber(remark: string, number: string): boolean {
  for (let at = remark.indexOf(number); at >= 0; at = remark.indexOf(number, at + 1)) {
    const next = remark[at + number.length] ?? '';
    if (!/\d/.test(next)) return true;
  }
  return false;
}

function isNamed(payer: string, payable: PayableCase): boolean {
  return (
    writtenPlain(payer) !== '' &&
    (writtenPlain(payer) === writtenPlain(payable.debtor_name) ||
      writtenPlain(payer) === writtenPlain(payable.name))
  );
}

function isMentioned(remark: string, payable: PayableCase): boolean {
  return [payable.debtor_name, payable.name].some((name) => {
    const written = writtenPlain(name);
    return written.length >= 2 && remark.includes(written);
  });
}

function isAmount(line: StatementLine, payable: PayableCase): boolean {
  return line.amount_fen === payable.outstanding_fen || payable.instalments.includes(line.amount_fen);
}
