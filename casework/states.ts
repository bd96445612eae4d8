/** The states of a case, with the words the office uses for them. */
export const STATUS_TITLES = {
  new: { zh: '待分派', en: 'new' },
  investigating: { zh: '核查中', en: 'investigating' },
  substantiated: { zh: '已认定', en: 'substantiated' },
  unfounded: { zh: '不属实', en: 'unfounded' },
  unverifiable: { zh: '无法核实', en: 'unverifiable' },
  approved: { zh: '已审批', en: 'approved' },
  notified: { zh: '已发通知', en: 'notified' },
  served: { zh: '已送达', en: 'served' },
  instalments: { zh: '分期', en: 'in instalments' },
  part_repaid: { zh: '部分归还', en: 'part repaid' },
  repaid: { zh: '结清', en: 'repaid in full' },
  overdue: { zh: '逾期', en: 'overdue' },
  reminded: { zh: '催告', en: 'reminded' },
  enforcement: { zh: '申请强制执行', en: 'enforcement' },
  referred: { zh: '移送', en: 'referred' },
  made_good: { zh: '已补发', en: 'made good' },
  written_off: { zh: '核销', en: 'written off' },
  under_review: { zh: '复议诉讼', en: 'under review' },
  revoked: { zh: '撤销', en: 'revoked' },
} as const;

export type Status = keyof typeof STATUS_TITLES;

const PUBLISHED = { zh: '公告中', en: 'public notice running' } as const;

/** What a state is called on a day: a public notice counts as served only once its term has run. */
export function statusOn(
  status: Status,
  { published_on, served_on }: { published_on: string | null; served_on: string | null },
  today: string,
): { zh: string; en: string } {
  const isRunning = published_on !== null && served_on !== null && served_on > today;
  return status === 'served' && isRunning ? PUBLISHED : STATUS_TITLES[status];
}

export const STATUSES = Object.keys(STATUS_TITLES) as [Status, ...Status[]];

/** A finished episode: another occurrence about the same person opens a case of its own. */
const FINISHED: ReadonlySet<Status> = new Set(['unfounded', 'repaid', 'made_good', 'written_off', 'revoked']);

export function isFinished(status: Status): boolean {
  return FINISHED.has(status);
}

/** A missed term was established, and what follows from it: what every page and figure counts as 逾期、催告和执行. */
export const PAST_TERM = ['overdue', 'reminded', 'enforcement'] as const satisfies readonly Status[];

export function isPastTerm(status: Status): boolean {
  return PAST_TERM.some((one) => one === status);
}

/** The decision has reached the debtor, and what it asks for is not all paid. */
export const OWED = [
  'served',
  'instalments',
  'part_repaid',
  ...PAST_TERM,
] as const satisfies readonly Status[];

/** Where money decides which state the case is in. */
const MONEY_DECIDES: ReadonlySet<Status> = new Set([
  'approved',
  'notified',
  ...OWED,
  'repaid',
  'written_off',
]);

export function moneyDecides(status: Status): boolean {
  return MONEY_DECIDES.has(status);
}

export function isStatus(text: string): text is Status {
  return Object.keys(STATUS_TITLES).includes(text);
}
