import { useState } from 'react';
import type { z } from 'zod';
import { FILLABLE_FIELDS, type FillableField, YES_NO } from '../../../../core/words/feedback.ts';
import { batches } from '../../../contract/batches.ts';
import type { Failed } from '../../api/call.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';

type Sheet = z.output<(typeof batches.sheet)['answer']>;
type Row = Sheet['rows'][number];

/** Words of the form that are one of two. */
const YES_OR_NO: ReadonlySet<string> = new Set(['card_in_hand', 'card_with_kin', 'is_alive']);

/** The sender's sheet as it will go back, our columns in it; what only a visit finds out is filled in where it stands. */
export function ReturnSheet({ batchId }: { batchId: string }) {
  const { t } = useWords();
  const answer = useAnswer(batches.sheet, { params: { batch_id: batchId } }, { keepsLast: true });
  return (
    <Answered answer={answer} rows={10}>
      {(sheet) => (
        <>
          <p>
            {sheet.waiting + sheet.conflicts === 0
              ? t('batches.sheet-ready')
              : t('batches.sheet-open', { waiting: sheet.waiting, conflicts: sheet.conflicts })}{' '}
            <span className="is-muted">{t('batches.sheet-masked')}</span>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="return-sheet" aria-label={t('batches.tab-sheet')} tabIndex={0}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col" className="right">
                    {t('batches.row')}
                  </th>
                  {sheet.headers.map(({ text, field }, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear one title, and none moves
                    <th key={column} scope="col" lang="zh-CN" className={field === null ? '' : 'is-ours'}>
                      {text}
                    </th>
                  ))}
                  <th scope="col">{t('batches.to-mend')}</th>
                </tr>
              </thead>
              <tbody>
                {sheet.rows.map((row) => (
                  <SheetLine key={row.item_number} batchId={batchId} row={row} headers={sheet.headers} />
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </Answered>
  );
}

function SheetLine({ batchId, row, headers }: { batchId: string; row: Row; headers: Sheet['headers'] }) {
  const { t, pick } = useWords();
  const fill = useAct(batches.fill);
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async (field: FillableField, value: string) => {
    try {
      const params = { batch_id: batchId, item_number: row.item_number };
      await fill.mutateAsync({ params, body: { field, value } });
      setRefusal(null);
    } catch (error) {
      setRefusal(pick(error as Failed));
    }
  };
  const open = [...row.conflicts.map(pick), ...(row.is_waiting ? [t('batches.answer-none')] : [])];
  return (
    <tr>
      <th scope="row" className="right">
        {row.row}
      </th>
      {row.cells.map((cell, column) => {
        const field = FILLABLE_FIELDS.find((one) => one === headers[column]?.field);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and do not move
          <td key={column} lang="zh-CN" className={cell.kind === 'theirs' ? '' : 'is-ours'}>
            {cell.kind === 'fill' && field !== undefined ? (
              <FillCell
                label={`${headers[column]?.text ?? ''} · ${t('batches.tick-row', { row: row.row })}`}
                field={field}
                value={cell.text}
                onSave={(value) => void save(field, value)}
              />
            ) : (
              cell.text
            )}
          </td>
        );
      })}
      <td>
        {refusal === null ? null : (
          <span role="alert" className="refusal">
            {refusal}{' '}
          </span>
        )}
        <span className="is-muted">{open.join('；')}</span>
      </td>
    </tr>
  );
}

function FillCell({
  label,
  field,
  value,
  onSave,
}: {
  label: string;
  field: FillableField;
  value: string;
  onSave: (value: string) => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  if (YES_OR_NO.has(field)) {
    return (
      <select aria-label={label} value={value} onChange={(event) => onSave(event.target.value)}>
        <option value="">{t('batches.not-filled')}</option>
        {YES_NO.map((word) => (
          <option key={word} value={word} lang="zh-CN">
            {word}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      aria-label={label}
      value={typed}
      maxLength={200}
      placeholder={field === 'died_on' ? '202205' : t('batches.not-filled')}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed.trim() !== value) onSave(typed.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
