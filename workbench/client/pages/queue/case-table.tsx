import { Checkbox, Tooltip } from 'antd';
import { type KeyboardEvent, memo, useRef } from 'react';
import { useNavigate } from 'react-router';
import { PAGE_ROWS, type QueueRow, type SortId } from '../../../contract/queue.ts';
import { useWords } from '../../language/language.tsx';
import { useKeys } from '../../shell/keys.ts';
import { CaseLink, COLUMNS } from './columns.tsx';
import type { QueuePlace } from './queue-address.ts';
import type { Ticked } from './selection.ts';

interface Props {
  place: QueuePlace;
  rows: readonly QueueRow[];
  total: number;
  ticked: Ticked;
  onTickAll: () => void;
}

/** The cases. A row opens by click or Enter, the arrows go from row to row, X ticks. */
export function CaseTable({ place, rows, total, ticked, onTickAll }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const first = (place.page - 1) * PAGE_ROWS;
  const stateOf = (index: number) => ({
    from: place.from,
    index: first + index + 1,
    total,
    text: place.text,
  });
  const focused = () => rowsOf(body.current).indexOf(document.activeElement as HTMLTableRowElement);
  const step = (by: 1 | -1) => {
    const all = rowsOf(body.current);
    const at = focused();
    const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    J: () => step(1),
    K: () => step(-1),
    X: () => {
      const row = rows[focused()];
      if (row !== undefined) ticked.toggle(row);
    },
  });
  const open = (row: QueueRow, index: number) =>
    void navigate(`/cases/${row.case_id}`, { state: stateOf(index) });
  return (
    <table className="case-table plain">
      <caption className="visually-hidden">{t('queue.caption')}</caption>
      <thead>
        <tr>
          <th className="tick" scope="col">
            <Checkbox
              aria-label={t('queue.tick-all', { n: total })}
              checked={ticked.isWhole}
              indeterminate={ticked.count > 0 && !ticked.isWhole}
              onChange={ticked.isWhole ? ticked.clear : onTickAll}
            />
          </th>
          <Head id="case" sort="case" place={place} />
          {COLUMNS.map(({ id, sort, look }) => (
            <Head key={id} id={id} sort={sort} look={id === 'number' ? '' : look} place={place} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => (
          <CaseRow
            key={row.case_id}
            row={row}
            index={index}
            isTicked={ticked.isTicked(row.case_id)}
            toggle={ticked.toggle}
            open={open}
            state={stateOf(index)}
          />
        ))}
      </tbody>
    </table>
  );
}

const rowsOf = (body: HTMLTableSectionElement | null): HTMLTableRowElement[] => [...(body?.rows ?? [])];

function Head({
  id,
  sort,
  look = '',
  place,
}: {
  id: string;
  sort?: SortId | undefined;
  look?: string | undefined;
  place: QueuePlace;
}) {
  const { t } = useWords();
  const title = t(`queue.column-${id}`);
  if (sort === undefined) {
    return (
      <th scope="col" className={look}>
        {title}
      </th>
    );
  }
  const isSorted = place.filter.sort === sort;
  const order = place.filter.order === 'down' ? 'descending' : 'ascending';
  const button = (
    <button type="button" onClick={() => place.sortBy(sort)}>
      {title}
      {isSorted ? <span aria-hidden="true">{order === 'descending' ? ' ↓' : ' ↑'}</span> : null}
    </button>
  );
  return (
    <th scope="col" className={look} aria-sort={isSorted ? order : undefined}>
      {id === 'chance' ? <Tooltip title={t('queue.chance-tooltip')}>{button}</Tooltip> : button}
    </th>
  );
}

interface RowProps {
  row: QueueRow;
  index: number;
  isTicked: boolean;
  toggle: (row: QueueRow) => void;
  open: (row: QueueRow, index: number) => void;
  state: unknown;
}

const CaseRow = memo(function CaseRow({ row, index, isTicked, toggle, open, state }: RowProps) {
  const words = useWords();
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) open(row, index);
  };
  return (
    <tr
      tabIndex={index === 0 ? 0 : -1}
      className={isTicked ? 'is-ticked' : ''}
      onClick={() => open(row, index)}
      onKeyDown={pressed}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click on the box from opening the case */}
      <td className="tick" onClick={(event) => event.stopPropagation()}>
        <Checkbox
          aria-label={words.t('queue.tick', { case: row.case_id })}
          checked={isTicked}
          onChange={() => toggle(row)}
        />
      </td>
      <td>
        <CaseLink row={row} state={state} />
      </td>
      {COLUMNS.map(({ id, look, cell }) => (
        <td key={id} className={look}>
          {cell(row, words)}
        </td>
      ))}
    </tr>
  );
}, isSameRow);

/** Functions are made anew with every drawing of the page and mean the same. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.isTicked === after.isTicked &&
    before.toggle === after.toggle &&
    before.open === after.open
  );
}
