import { describe, expect, test } from 'vitest';
import { ControlTotalsReader } from './control-totals.ts';
import { joinCells, type RawRow } from './raw-file.ts';
import { prepareKnowledge, recogniseSheet } from './recognition/recognise-sheet.ts';
import { createRowClassifier } from './row-kinds.ts';
import { loadSources } from './sources/load-sources.ts';

const HEADER = ['序号', '村', '姓名', '身份证号', '所属期', '基础养老金', '合计', '银行账号', '备注'];
const PERSON = [
  '1',
  '城关村',
  '普美英',
  '532526195001019967',
  '202205',
  '113.00',
  '113.00',
  '6221880012345678901',
  '',
];

const row = (cells: readonly string[], number = 9): RawRow => ({ row: number, joined: joinCells(cells) });

function roster() {
  const sources = loadSources();
  const verdict = recogniseSheet([row(HEADER, 1), row(PERSON, 2)], prepareKnowledge(sources), {
    file: '发放花名册.xlsx',
    sheet: '',
  });
  const source = sources.find((known) => known.source === 'payout-roster');
  if (verdict.kind !== 'recognised' || !source) throw new Error('the roster was not recognised');
  return { recognition: verdict.recognition, source };
}

const { recognition, source } = roster();
const kindOf = createRowClassifier(recognition, source);

describe('rows below the header', () => {
  test.each<[string, string[]]>([
    ['a person', PERSON],
    ['a person without a number', ['2', '城关村', '李云', '', '202205', '113.00', '113.00', '', '']],
    ['a person whose remark speaks of totals', [...PERSON.slice(0, 8), '合计已核对']],
    [
      'a person whose number is damaged',
      ['2', '城关村', '李云', '5325.26E+14', '202205', '113', '113', '', '审核'],
    ],
    ['a person named 段总计', ['2', '城关村', '段总计', '', '202205', '113', '113', '', '']],
    ['a number without anything else', ['', '', '', '532526195001019967', '', '', '', '', '']],
  ])('%s is data', (_, cells) => {
    expect(kindOf(row(cells))).toBe('data');
  });

  test.each<[string, string[]]>([
    ['blank', ['', '  ', '　']],
    ['header', HEADER],
    ['header', ['1', '2', '3', '4', '5', '6', '7', '8', '9']],
    ['header', ['栏次', '甲', '乙', '丙', '1', '2', '3']],
    ['part-total', ['', '弥阳街道 汇总', '', '', '', '113.00']],
    ['part-total', ['', '弥阳街道合计', '', '', '', '113.00']],
    ['grand-total', ['全市合计', '', '', '', '', '113.00']],
    ['grand-total', ['合计金额：13,000.00元']],
    ['grand-total', ['合 计', '', '', '', '', '226.00', '226.00']],
    ['grand-total', ['', '总　计：', '', '2人', '', '226.00', '226.00']],
    ['grand-total', ['合计2人', '', '', '', '', '226.00', '226.00']],
    ['part-total', ['本页小计', '', '', '', '', '226.00']],
    ['part-total', ['', '城关村小计', '', '', '', '226.00']],
    ['part-total', ['累计', '', '', '', '', '1,226.00']],
    ['head-count', ['共 2 人']],
    ['head-count', ['以上共计2人，金额226元']],
    ['footer', ['制表人：张三', '', '', '审核：李四', '', '', '日期：2022年5月31日']],
    ['footer', ['单位负责人：', '', '张三', '', '填表人：', '李四', '2022年7月5日']],
    ['header', [...HEADER.slice(0, 8), '第2页']],
    ['other-header', ['序号', '村', '身份证号', '姓名', '所属期', '合计', '基础养老金', '银行账号']],
    ['footer', ['单位负责人(签字)：', '', '', '经办人：王五']],
    ['footer', ['注：本表一式三份']],
    ['footer', ['说明', '', '金额以元为单位，所属期为待遇月份，不含补发以前月份的金额']],
    ['footer', ['第 1 页 共 3 页']],
    ['footer', ['', '', '', '', '', '', '2022年6月1日']],
    ['footer', ['弥阳街道']],
    ['footer', ['', '', '停发人员：']],
    ['footer', ['3', '', '以下空白']],
    ['grand-total', ['合计（大写）', '壹仟元整']],
    ['grand-total', ['', '总人数', '4', '', '总金额', '', '452.00']],
    ['footer', ['', '', '', '', '弥勒市社会保险中心（盖章）']],
  ])('%s: %j', (kind, cells) => {
    expect(kindOf(row(cells))).toBe(kind);
  });
});

describe('control totals', () => {
  test('the last grand total counts, with the number of people stated anywhere', () => {
    const reader = new ControlTotalsReader(recognition, source);
    const rows = [
      ['合计', '', '', '', '', '113.00', '113.00'],
      PERSON,
      ['小计', '', '', '', '', '5.00', '5.00'],
      ['总计', '', '', '', '', '1,226.00元', '1,226.00'],
      ['累计', '', '', '', '', '9,999.00', '9,999.00'],
      ['共 12 人'],
    ];
    for (const [index, cells] of rows.entries()) reader.see(row(cells, index + 2), kindOf(row(cells)));
    expect(reader.totals).toEqual({
      row: 5,
      amounts_fen: { basic_fen: 122600, total_fen: 122600 },
      head_count: 12,
    });
  });

  test('a sheet without totals states nothing', () => {
    expect(new ControlTotalsReader(recognition, source).totals).toEqual({
      row: null,
      amounts_fen: {},
      head_count: null,
    });
  });
});
