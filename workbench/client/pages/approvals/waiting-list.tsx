import type { WaitingDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { Money } from '../../parts/money.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import type { ChosenDocument } from './chosen-document.ts';

/** What waits for this user's signature, the longest waiting first. */
export function WaitingList({
  documents,
  chosen,
  choose,
}: {
  documents: readonly WaitingDocument[];
  chosen: ChosenDocument | null;
  choose: (next: ChosenDocument) => void;
}) {
  const { t } = useWords();
  if (documents.length === 0) return <Placeholder>{t('approvals.none')}</Placeholder>;
  return (
    <ul>
      {documents.map((one) => (
        <li key={one.document_id}>
          <button
            type="button"
            aria-current={one.document_id === chosen?.document_id}
            onClick={() => choose(one)}
          >
            <span className="row">
              <strong>
                {t(`approvals.kind-${one.kind}`)}　<span lang="zh-CN">{one.debtor}</span>
              </strong>
              <strong>
                <Money fen={one.amount_fen} />
              </strong>
            </span>
            <span className="row is-muted">
              <span>
                <span className="number">{one.case_id}</span> ·{' '}
                <Chinese>
                  {t('approvals.made-by', { name: one.maker.name, days: waited(one.waiting_days, t) })}
                </Chinese>
              </span>
            </span>
            <span className="row is-muted">
              <span>
                {t('approvals.step-of', { step: one.step, steps: one.steps })} ·{' '}
                <span lang="zh-CN">{one.step_title}</span>
              </span>
              {(one.version ?? 1) > 1 ? (
                <span className="chip">{t('approvals.version', { n: one.version ?? 1 })}</span>
              ) : null}
              {one.delegate_for === null ? null : (
                <span className="chip is-violet">
                  <Chinese>{t('approvals.for', { name: one.delegate_for.name })}</Chinese>
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function waited(days: number, t: (key: string, values?: Record<string, number>) => string): string {
  if (days === 0) return t('approvals.since-today');
  return t(days === 1 ? 'approvals.one-day' : 'approvals.days', { n: days });
}
