import { mentions } from '../../../reading/recognition/header-match.ts';
import { normaliseHeader, withoutBrackets } from '../../../reading/recognition/header-text.ts';
import type { PERSON_COLUMNS } from '../linker.ts';

export type PersonColumn = (typeof PERSON_COLUMNS)[number];

/** Headers of lists that clerks keep, by the field they hold; the first that fits a column takes it. */
const HEADERS: Readonly<Record<PersonColumn, readonly string[]>> = {
  former_id: ['曾用身份证号', '原身份证号', '旧身份证号', 'former_id', 'former id number', 'old_id'],
  id_raw: [
    '身份证号码',
    '公民身份号码',
    '身份证号',
    '身份证',
    '身份证件号码',
    '居民身份证号',
    '证件号码',
    '证件号',
    '社会保障号码',
    '社会保障号',
    '身份号码',
    'sfzh',
    'gmsfhm',
    'zjhm',
    'aac002',
    'aac147',
    'resident_id',
    'id_number',
    'id number',
    'id_no',
    'id card',
    'identity number',
    'national id',
    'idnumber',
    'idno',
  ],
  former_name: ['曾用名', '别名', '又名', 'former_name', 'former name', 'alias'],
  name: [
    '姓名',
    '名字',
    '死者姓名',
    '参保人姓名',
    '领取人姓名',
    '人员姓名',
    '死亡人员',
    'xm',
    'aac003',
    'name',
    'full_name',
    'full name',
    'person name',
  ],
  birth_raw: [
    '出生日期',
    '出生年月日',
    '出生年月',
    '生日',
    '出生时间',
    'csrq',
    'aac006',
    'birth',
    'birth_date',
    'date of birth',
    'dob',
    'born',
    'born_on',
    'birthday',
  ],
  sex: ['性别', 'xb', 'aac004', 'sex', 'gender'],
  age: ['年龄', '享年', '死亡年龄', 'age'],
  age_on: ['死亡日期', '死亡时间', '去世日期', '死亡年月', 'death_date', 'died_on', 'date of death'],
  died_on: [],
  alive_on: ['最近认证日期', '认证日期', '资格认证时间', 'last_alive_cert', 'certified_on'],
  village: ['村居', '村社区', '村委会', '行政村', '村', '社区', '村组', 'village', 'community'],
  township: ['乡镇街道', '乡镇', '街道', '镇街', '所属乡镇', 'township', 'town', 'street office'],
  address: [
    '住址',
    '家庭住址',
    '户籍地址',
    '户口所在地',
    '地址',
    '现住址',
    '家庭地址',
    '户籍所在地',
    'address',
    'home address',
  ],
  account: [
    '银行账号',
    '银行卡号',
    '账号',
    '卡号',
    '社保卡号',
    '开户账号',
    'bank_account',
    'account',
    'bank account',
    'card number',
  ],
  phone: ['联系电话', '手机号码', '手机号', '手机', '电话', 'phone', 'mobile', 'telephone'],
  household_no: ['户号', '户编号', '家庭户号', '户口簿号', 'household_no', 'household number', 'hh_no'],
};

const KNOWN = new Map<string, PersonColumn>(
  Object.entries(HEADERS).flatMap(([column, headers]) =>
    headers.map((header): [string, PersonColumn] => [normaliseHeader(header), column as PersonColumn]),
  ),
);

/** Words by which a header that is not known as a whole is still known; the longest that it ends with. */
const ENDINGS = [...KNOWN.keys()]
  .filter((header) => /\p{Script=Han}{2}/u.test(header))
  .sort((a, b) => b.length - a.length);

/** Which column of the list holds which field; a column that speaks of another person holds none. */
export function recogniseColumns(headers: readonly string[]): Map<PersonColumn, number> {
  const found = new Map<PersonColumn, number>();
  const take = (column: PersonColumn | undefined, index: number) => {
    if (column !== undefined && !found.has(column)) found.set(column, index);
  };
  for (const [index, header] of headers.entries()) take(exactColumn(header), index);
  const taken = new Set(found.values());
  for (const [index, header] of headers.entries()) {
    const text = withoutBrackets(header)?.main ?? normaliseHeader(header);
    if (taken.has(index) || text === '' || mentions(text, 'other_persons')) continue;
    const ending = ENDINGS.find((known) => text.endsWith(known));
    if (ending !== undefined) take(KNOWN.get(ending), index);
  }
  return found;
}

function exactColumn(header: string): PersonColumn | undefined {
  const parts = withoutBrackets(header);
  return KNOWN.get(normaliseHeader(header)) ?? (parts === null ? undefined : KNOWN.get(parts.main));
}
