import type { z } from 'zod';
import { findLast } from '../core/lists.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/** What the fields that people fill in are called; another is told as "one field". */
const FIELD_TITLES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  reason: ['理由', 'the reason'],
  ground: ['情形或理由', 'the ground'],
  on: ['日期', 'the day'],
  amount_fen: ['金额', 'the amount'],
  total_fen: ['核定金额', 'the amount'],
  name: ['姓名', 'the name'],
  relation: ['关系', 'the relation'],
  resident_id: ['身份证号', 'the resident number'],
  address: ['住址', 'the address'],
  phone: ['电话', 'the telephone'],
  note: ['备注', 'the note'],
  text: ['内容', 'the text'],
  assignee: ['经办人', 'the investigator'],
  servers: ['送达人', 'the two servers'],
  method: ['送达方式', 'the way of service'],
  witness: ['见证人', 'the witness'],
  receiver: ['签收人', 'the receiver'],
  plan: ['分期计划', 'the instalments'],
  due_on: ['到期日', 'the due day'],
  court: ['法院', 'the court'],
  office: ['移送机关', 'the office'],
  against: ['抵扣来源', 'what is set off'],
  kind: ['类别', 'the kind'],
  channel: ['收款方式', 'the channel'],
  entry_id: ['款项', 'the entry'],
  struck: ['剔除的月份', 'the months struck out'],
  outcome: ['核查结论', 'the outcome'],
  nature: ['性质', 'the nature'],
  missing: ['还缺什么', 'what is missing'],
  review_on: ['复查日期', 'the day of the next look'],
  debtor: ['退款义务人', 'the debtor'],
  basis: ['依据', 'the legal basis'],
  month: ['月份', 'the month'],
  evidence: ['凭据', 'what shows it'],
  speaker: ['陈述人', 'the speaker'],
  said: ['陈述内容', 'what was said'],
  takers: ['记录人', 'the two who write it down'],
  place: ['地点', 'the place'],
  payee: ['领取人', 'who gets the money'],
  consent: ['同意书', 'the signed consent'],
  reference: ['凭证号', 'the voucher'],
  document_id: ['审批件', 'the document'],
};

const TOLD = 3;

/** What is wrong with what was filled in, field by field, in words of the office: the words of a validator are for programs. */
export function sayShape(error: z.ZodError): { zh: string; en: string } {
  const said = error.issues.slice(0, TOLD).map(sayIssue);
  return {
    zh: [...new Set(said.map(({ zh }) => zh))].join('；'),
    en: [...new Set(said.map(({ en }) => en))].join('; '),
  };
}

export function refuseShape(error: z.ZodError): CommandRefusal {
  const { zh, en } = sayShape(error);
  return refuse('invalid-input', { problem: zh, problem_en: en });
}

function sayIssue(issue: z.core.$ZodIssue): { zh: string; en: string } {
  const named = findLast(issue.path, (part) => typeof part === 'string');
  const [zh, en] = FIELD_TITLES[String(named)] ?? ['有一项', 'one field'];
  switch (issue.code) {
    case 'too_small':
      return { zh: `${zh}没有填，或太短、太小`, en: `${en} is empty, too short or too small` };
    case 'too_big':
      return {
        zh: `${zh}太长或太大，最多 ${issue.maximum}`,
        en: `${en} is too long or too large; ${issue.maximum} at most`,
      };
    case 'unrecognized_keys':
      return { zh: '多出了不认识的内容', en: 'there is more than is asked for' };
    case 'invalid_type':
      // zod says of what is absent only that it is of another type
      return { zh: `${zh}没有填，或填的不合要求`, en: `${en} is missing or not as asked for` };
    default:
      return { zh: `${zh}填的不合要求`, en: `${en} is not as asked for` };
  }
}
