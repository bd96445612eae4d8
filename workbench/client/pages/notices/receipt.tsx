import type { NoticeDocument } from '../../../contract/notices.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { DeadlineLine } from './deadline.tsx';

/** The receipt of service and the terms that run from it; of a void paper, why it is one. */
export function ServiceReceipt({ paper }: { paper: NoticeDocument }) {
  const { t, pick, language } = useWords();
  const { receipt, deadlines, row, history } = paper;
  const voided = history.find(({ act }) => act === 'void');
  const lines: [string, string | null][] =
    receipt === null
      ? []
      : [
          ['method', t(`notices.method-${receipt.method}`)],
          [
            'served',
            receipt.on === receipt.effective_on
              ? receipt.on
              : t('notices.published-until', { on: receipt.on, until: receipt.effective_on }),
          ],
          ['receiver', receipt.method === 'public-notice' ? null : receipt.receiver],
          [
            'servers',
            receipt.servers.length === 0 ? null : receipt.servers.join(language === 'zh' ? '、' : ', '),
          ],
          ['witness', receipt.witness],
          ['post-number', receipt.post_number],
          ['place', receipt.place],
          ['reason', receipt.reason],
        ];
  const notes = [...new Set(deadlines.flatMap(({ note }) => (note === null ? [] : [pick(note)])))];
  const shown = lines.filter((line): line is [string, string] => line[1] !== null);
  if (shown.length === 0 && deadlines.length === 0 && voided === undefined && row.issued_on === null)
    return null;
  return (
    <dl className="receipt">
      {row.issued_on === null ? null : (
        <>
          <dt>{t('notices.column-issued')}</dt>
          <dd>{row.issued_on}</dd>
        </>
      )}
      {voided === undefined ? null : (
        <>
          <dt>{t('notices.void')}</dt>
          <dd>
            <Chinese>{t('notices.voided-by', { name: voided.by, reason: voided.detail ?? '' })}</Chinese>
          </dd>
        </>
      )}
      {shown.map(([name, text]) => (
        <Line key={name} name={t(`notices.receipt-${name}`)} text={text} />
      ))}
      {deadlines.map((deadline) => (
        <DeadlineLine key={`${deadline.clock} ${deadline.due_on}`} deadline={deadline} />
      ))}
      {notes.map((note) => (
        <dd key={note} className="notes">
          ※ {note}
        </dd>
      ))}
    </dl>
  );
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Chinese>{text}</Chinese>
      </dd>
    </>
  );
}
