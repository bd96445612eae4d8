import type { Drift } from '../../casework/findings/drift.ts';
import type { HeldBackFinding } from '../../casework/reads/findings/held-back.ts';
import type { DueItem } from '../../casework/reads/waiting/list-due.ts';
import { sumOverPeople } from '../../core/claim.ts';
import { IS_COUNTED } from '../../core/claim-sql.ts';
import type { Direction, FindingLine, MatchStrength } from '../../core/finding.ts';
import { maskName } from '../../core/mask.ts';
import { chineseMonth } from '../../core/month.ts';
import { hasTable } from '../../storage/warehouse/columns-in.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Section, SectionCell, SectionColumn } from '../manager/section.ts';
import { count, moneyColumn, textColumn } from '../manager/section-shapes/columns.ts';
import type { NightSummary } from './night-summary.ts';

const VERDICTS: Record<Drift['verdict'], string> = {
  usual: '正常',
  held: '远多于以往，暂停，待人工查看',
  released: '已由人工放行',
  'too-little-past': '历史不足，未比较',
};

const date = (name: string, header: string): SectionColumn => ({ name, header, kind: 'date' });

/** The rules of the night beside their own past. */
export function driftTable(drifts: readonly Drift[]): Section {
  return section({
    id: 'drift',
    title: '各规则与自身历史比较',
    note: '现有 = 未变 + 新增 + 有变化;未立案 = 本日开始时不在任何案件中的。现有或未立案超过上限的规则暂停,由人查看后放行;暂停的各夜不计入历史。',
    columns: [
      textColumn('title', '规则'),
      count('findings', '现有'),
      count('new', '新增'),
      count('changed', '有变化'),
      count('withdrawn', '撤回'),
      count('fresh', '未立案'),
      // one payment may stand under several rules, and some money is owed to people: no sum of these is a total
      { ...moneyColumn('amount_fen', '金额(元)'), adds: false },
      { name: 'nights', header: '比较夜数', kind: 'integer' },
      { name: 'median_findings', header: '通常', kind: 'integer' },
      { name: 'most_findings', header: '最多', kind: 'integer' },
      { name: 'limit_findings', header: '上限', kind: 'integer' },
      { name: 'limit_new', header: '未立案上限', kind: 'integer' },
      textColumn('verdict', '结论'),
    ],
    rows: drifts
      .filter((drift) => drift.findings + drift.withdrawn > 0 || drift.nights > 0)
      // what somebody must look at stands on top
      .toSorted((one, other) => Number(other.verdict === 'held') - Number(one.verdict === 'held'))
      .map((drift) => ({ ...drift, verdict: VERDICTS[drift.verdict] })),
  });
}

/** Findings of one status, people masked: the page lies on desks. */
export async function findingsTable(
  warehouse: Warehouse,
  which: { id: string; title: string; where: string },
  held: ReadonlySet<string>,
): Promise<Section> {
  const rows = await warehouse.rows<Record<string, SectionCell>>(`
    select finding_id, rule_id, title, name, township, case_id, months, reason,
        case when direction = 'fund' and ${IS_COUNTED} then amount_fen end as amount_fen,
        case when direction = 'person' and ${IS_COUNTED} then amount_fen end as due_fen,
        case when direction <> 'none' and not (${IS_COUNTED}) then amount_fen end as possible_fen,
        match_strength, finding_key, person_id, direction, lines
    from result.finding
    where ${which.where}
    order by amount_fen desc nulls last, finding_key`);
  const sums = sumOverPeople(rows.map(moneyOf));
  const each = rows.reduce((sum, { amount_fen: fen }) => sum + Number(fen ?? 0), 0);
  return section({
    id: which.id,
    title: which.title,
    note: each === sums.claimed_fen ? '' : '同一笔款被几条规则计入的，合计中只计一次；仅属可能的不计入合计。',
    totals: { amount_fen: sums.claimed_fen, due_fen: sums.owed_fen },
    columns: [
      textColumn('finding_id', '疑点编号'),
      textColumn('title', '疑点类型'),
      textColumn('name', '姓名'),
      textColumn('township', '乡镇'),
      { name: 'months', header: '月数', kind: 'integer' },
      moneyColumn('amount_fen', '可追(元)'),
      moneyColumn('due_fen', '应补(元)'),
      // of a weak link alone: nothing to add up
      { ...moneyColumn('possible_fen', '仅属可能(元)'), adds: false },
      textColumn('case_id', '案件'),
      textColumn('reason', '说明'),
      textColumn('handling', '处理'),
    ],
    rows: rows.map((row) => ({
      ...row,
      name: maskName(String(row.name)),
      reason: String(row.reason).replaceAll(String(row.name), maskName(String(row.name))),
      handling: held.has(String(row.rule_id)) ? '暂停，待人工查看' : '可处理',
    })),
  });
}

function moneyOf({ finding_key, person_id, direction, match_strength, lines }: Record<string, SectionCell>) {
  return {
    finding_key: String(finding_key),
    person_id: String(person_id),
    direction: direction as Direction,
    match_strength: match_strength as MatchStrength,
    lines: JSON.parse(String(lines)) as FindingLine[],
  };
}

export function filesTable({ files }: NightSummary): Section {
  return section({
    id: 'files',
    title: '收到的文件',
    note: '收到 = 使用 + 拒收 + 忽略。',
    columns: [
      textColumn('file', '文件'),
      textColumn('status', '状态'),
      count('received', '收到'),
      count('used', '使用'),
      count('refused', '拒收'),
      count('ignored', '忽略'),
      count('held', '其中待释义'),
      textColumn('reason', '说明'),
    ],
    rows: files.map((file) => ({
      ...file,
      status:
        { used: '使用', refused: '拒收', superseded: '被更正', unchanged: '已有' }[file.status] ??
        file.status,
    })),
  });
}

/** Words that nobody has explained yet: each holds its rows until a person says what it means. */
export function unexplainedTable({ files }: NightSummary): Section {
  return section({
    id: 'unexplained',
    title: '待释义',
    note: '含有这些词的行已经收下，在有人说明含义之前既不计入疑点，也不作为排除的依据。',
    columns: [
      textColumn('file', '文件'),
      textColumn('column', '栏目'),
      textColumn('said', '内容'),
      count('rows', '行数'),
      textColumn('place', '例如'),
      textColumn('teach', '如何说明'),
    ],
    rows: files.flatMap(({ file, unexplained }) =>
      unexplained.map((word) => ({
        ...word,
        file,
        said: word.word === '' ? '（空白）' : word.word,
        place: `${word.example.sheet} 第 ${word.example.row} 行`,
      })),
    ),
  });
}

const ASKED: Readonly<Record<NightSummary['questions'][number]['kind'], string>> = {
  asks: '后一份自称更正，更正了多少？',
  missing: '前一份里的人不在后一份里，是否已撤销？',
  overlaps: '两份列有同一人同一月份，是否同一次发放？',
};

/** What only a person can say of two files: asked once, answered by one of the readings. */
export function questionsTable({ questions }: NightSummary): Section {
  return section({
    id: 'questions',
    title: '送件待确认',
    note: '每个问题回答一次：先运行命令看影响，加 --save --as 用户 保存，下次核对起生效。',
    columns: [
      textColumn('title', '来源'),
      textColumn('asked', '问题'),
      count('rows', '行数'),
      textColumn('file', '前一份'),
      textColumn('by', '后一份'),
      textColumn('reading', '读法'),
      textColumn('command', '如何回答'),
    ],
    rows: questions.flatMap(({ kind, title, period, rows, file, by, answers }) =>
      answers.map(({ zh, command }) => ({
        ...{ title, rows, file, by, command },
        asked: ASKED[kind] + (period === '' ? '' : `（${period}）`),
        reading: zh,
      })),
    ),
  });
}

/** Rules that asked nothing of anybody, for want of a list: nothing found is another matter. */
export function unaskedTable({ rules }: NightSummary): Section {
  return section({
    id: 'unasked',
    title: '未问的规则（名单未到）',
    note: '这些规则所需的名单还没有收到，没有问过任何人；没有疑点不等于没有问题。名单到后下一次核对起发问。',
    columns: [textColumn('title', '规则'), textColumn('lacks', '缺少的名单')],
    rows: rules
      .filter(({ lacks }) => lacks.length > 0)
      .map(({ title, lacks }) => ({ title, lacks: lacks.map(({ zh }) => zh).join('；') })),
  });
}

/** Lists that could not be read, with the rules that say nothing of the people who may stand in them. */
export async function unreadListsTable(warehouse: Warehouse, { rules }: NightSummary): Promise<Section> {
  const rows = (await hasTable(warehouse, 'detection', 'withheld'))
    ? await warehouse.rows<{ file: string; rule_id: string; people: number }>(`
        select file.name as file, withheld.rule_id, withheld.people::integer as people
        from detection.withheld as withheld inner join file on file.file_no = withheld.file_no order by all`)
    : [];
  return section({
    id: 'unread-lists',
    title: '名单没有读懂，因此不提示',
    note: '这些名单整份没有读懂。不在其他名单上的人可能就在这一份里，下列规则对他们暂不提示；说明各列含义或重新报送后再算。',
    columns: [textColumn('file', '名单'), textColumn('rule', '不提示的规则'), count('people', '人数')],
    rows: rows.map(({ rule_id, ...row }) => ({
      ...row,
      rule: rules.find((rule) => rule.rule_id === rule_id)?.title ?? rule_id,
    })),
  });
}

/** What the lists that come by township are called, and whom each should name. */
const LISTS_BY_TOWNSHIP: Readonly<Record<string, string>> = {
  certification: '资格认证名单（在领人员）',
  'paid-on-behalf': '财政代缴名单（应代缴人员）',
};

/** Townships of which a list has not arrived: nobody there is called absent from it. */
export async function missingListsTable(warehouse: Warehouse): Promise<Section> {
  const rows = (await hasTable(warehouse, 'result', 'missing_list'))
    ? await warehouse.rows<{ list: string; period: number; township: string; people: number }>(
        'select * from result.missing_list order by all',
      )
    : [];
  return section({
    id: 'missing-lists',
    title: '按乡镇缺少的名单',
    note: '这些乡镇的名单还没有收到（或收到的名单没有该乡镇的人），那里不在名单上的人不作提示。',
    columns: [
      textColumn('list', '名单'),
      textColumn('period', '所属期'),
      textColumn('township', '乡镇'),
      count('people', '人数'),
    ],
    rows: rows.map(({ list, period, ...rest }) => ({
      ...rest,
      list: LISTS_BY_TOWNSHIP[list] ?? list,
      period: list === 'certification' ? chineseMonth(period) : `${period}年度`,
    })),
  });
}

export async function refusedTable(warehouse: Warehouse): Promise<Section> {
  return section({
    id: 'refused',
    title: '拒收的行',
    note: '按文件和原因归并;原值在疑点清单工作簿中。',
    columns: [
      textColumn('file', '文件'),
      textColumn('zh', '原因(举例)'),
      count('refused', '行数'),
      textColumn('rows', '行号'),
    ],
    rows: await warehouse.rows<Record<string, SectionCell>>(`
      select file, max(zh) as zh, count(*) as refused,
          array_to_string(list_slice(list(cast(row_no as varchar) order by row_no), 1, 20), ', ')
          || case when count(*) > 20 then ' …' else '' end as rows
      from refused
      group by file, code
      order by file, code`),
  });
}

export function dueTable(due: readonly DueItem[]): Section {
  return section({
    id: 'due',
    title: '今日到期和已过期',
    note: '',
    columns: [
      date('due_on', '到期日'),
      textColumn('zh', '事项'),
      textColumn('subject_id', '案件或批次'),
      textColumn('name', '姓名'),
      textColumn('township', '乡镇'),
      textColumn('assignee', '经办'),
      moneyColumn('amount_fen', '金额(元)'),
      textColumn('past', '情况'),
    ],
    rows: due.map((item) => ({
      ...item,
      name: item.clock === 'batch-reply' ? item.name : maskName(item.name),
      past: item.is_past ? '已过期' : '今日',
    })),
  });
}

export function heldBackTable(rows: readonly HeldBackFinding[]): Section {
  return section({
    id: 'held_back',
    title: '已排除、未再提出的疑点',
    note: '有人按同样的证据认定过不属实;证据变化后会重新提出。',
    columns: [
      textColumn('rule_id', '规则'),
      textColumn('case_id', '案件'),
      textColumn('name', '姓名'),
      textColumn('township', '乡镇'),
      moneyColumn('amount_fen', '金额(元)'),
    ],
    rows: rows.map((row) => ({ ...row, name: maskName(row.name) })),
  });
}

interface Draft {
  id: string;
  title: string;
  note: string;
  columns: readonly SectionColumn[];
  rows: readonly object[];
  /** Totals that are not the sum of their column: a payment that several findings claim is one. */
  totals?: Readonly<Record<string, number>>;
}

function section({ id, title, note, columns, rows, totals = {} }: Draft): Section {
  const cells = rows.map((row) =>
    columns.map(({ name }) => (row as Record<string, SectionCell>)[name] ?? null),
  );
  const total = columns.map((column, index): SectionCell => {
    if (index === 0) return '合计';
    const known = totals[column.name];
    if (known !== undefined) return known;
    return column.adds === true ? cells.reduce((sum, row) => sum + Number(row[index] ?? 0), 0) : null;
  });
  const adds = columns.some((column) => column.adds === true);
  return {
    id,
    title,
    note,
    columns,
    rows: cells,
    total: adds && cells.length > 0 ? total : null,
    chart: null,
  };
}
