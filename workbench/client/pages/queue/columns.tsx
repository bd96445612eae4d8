import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isStatus } from '../../../../casework/states.ts';
import type { QueueRow, SortId } from '../../../contract/queue.ts';
import { useWords, type Words } from '../../language/language.tsx';
import { showPercent, showYuan } from '../../parts/figures.ts';
import { Strength } from '../../parts/strength.tsx';

interface Column {
  id: SortId | 'number' | 'why';
  /** Sorted by this; the id number and the reason are no order anybody asks for. */
  sort?: SortId;
  look?: string;
  cell: (row: QueueRow, words: Words) => ReactNode;
}

/** The columns of the queue in their order. The case number is a link and is built by the row. */
export const COLUMNS: readonly Column[] = [
  { id: 'name', sort: 'name', cell: ({ name }) => <span lang="zh-CN">{name}</span> },
  { id: 'number', look: 'number', cell: ({ resident_id: id }) => (id === '' ? '—' : id) },
  {
    id: 'township',
    sort: 'township',
    cell: ({ township }) => (township === null ? '—' : <span lang="zh-CN">{township}</span>),
  },
  { id: 'rule', sort: 'rule', look: 'wraps', cell: (row, words) => titleOf(row, words) },
  { id: 'why', look: 'why', cell: ({ why }, { pick }) => pick(why) },
  {
    id: 'strength',
    sort: 'strength',
    cell: ({ strength }) => (strength === null ? '—' : <Strength strength={strength} />),
  },
  {
    id: 'months',
    sort: 'months',
    look: 'right',
    cell: ({ months }) => (months === 0 ? <span className="is-muted">—</span> : months),
  },
  { id: 'amount', sort: 'amount', look: 'right', cell: amountOf },
  { id: 'chance', sort: 'chance', look: 'right roomy-only', cell: (row) => <Chance row={row} /> },
  { id: 'found', sort: 'found', look: 'wide-only', cell: ({ found_on: on }) => on },
  { id: 'status', sort: 'status', look: 'state', cell: (row) => <State row={row} /> },
];

function titleOf({ title, other_rules: others }: QueueRow, { t, pick }: Words): ReactNode {
  if (others === 0) return pick(title);
  return (
    <>
      {pick(title)}{' '}
      <span className="is-muted" title={t('queue.and-others-why', { n: others })}>
        {t('queue.and-others', { n: others })}
      </span>
    </>
  );
}

/** What can be claimed; else what is at risk or owed to the person, in words, never added to claims. */
function amountOf(row: QueueRow, { t }: Words): ReactNode {
  if (row.claimable_fen > 0) return <strong>{showYuan(row.claimable_fen)}</strong>;
  if (row.owed_to_person_fen > 0) {
    return (
      <span className="is-owed-to-person">
        {t('queue.owed', { amount: showYuan(row.owed_to_person_fen) })}
      </span>
    );
  }
  if (row.possible_fen > 0) {
    return <span className="is-muted">{t('queue.possible', { amount: showYuan(row.possible_fen) })}</span>;
  }
  if (row.at_risk_fen > 0) {
    return <span className="is-muted">{t('queue.at-risk', { amount: showYuan(row.at_risk_fen) })}</span>;
  }
  return <span className="is-muted">—</span>;
}

function Chance({ row: { trust, minutes, township } }: { row: QueueRow }) {
  const { t } = useWords();
  const { shown, decided_here: here } = trust;
  if (shown === null) {
    return (
      <span className="is-muted" title={t('queue.chance-unknown', { n: here })}>
        —
      </span>
    );
  }
  const { share, low, high, decided: n, group } = shown;
  const figures = { n, share: showPercent(share), low: showPercent(low), high: showPercent(high) };
  const whose = t(`queue.chance-${group}`, { ...figures, here, township: township ?? '—' });
  return (
    <span title={`${whose} ${t('queue.chance-no-judgement')}`}>
      {minutes === null
        ? showPercent(share)
        : t('queue.chance-minutes', { chance: showPercent(share), minutes })}
    </span>
  );
}

const MARK_LOOK = {
  fresh: 'is-teal',
  'sent-back': 'is-ochre',
  returned: 'is-ochre',
  'evidence-changed': 'is-ochre',
  priority: '',
} as const;

/** The state in the office's word; what is remarkable about a waiting case stands in its place. */
function State({ row }: { row: QueueRow }) {
  const { t } = useWords();
  // a case that somebody works on is no news any more
  const marks = row.marks.filter((mark) => mark !== 'fresh' || row.status === 'new');
  const isPlain = marks.length === 0 || row.status !== 'new';
  const status = isStatus(row.status) ? t(`queue.status-${row.status}`) : row.status;
  return (
    <>
      {isPlain ? status : null}
      {marks.map((mark) => (
        <span key={mark} className={`chip ${MARK_LOOK[mark]}`}>
          {t(`queue.mark-${mark}`)}
        </span>
      ))}
      {row.holder === null ? null : (
        <span className="is-muted holder">
          {row.is_mine ? t('queue.held-by-me') : <span lang="zh-CN">{row.holder}</span>}
        </span>
      )}
    </>
  );
}

export function CaseLink({ row, state }: { row: QueueRow; state: unknown }) {
  return (
    <Link
      to={`/cases/${row.case_id}`}
      state={state}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
    >
      {row.case_id}
    </Link>
  );
}
