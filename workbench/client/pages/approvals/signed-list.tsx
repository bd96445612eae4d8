import type { SignedDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showInstant } from '../../parts/dates.ts';
import { Money } from '../../parts/money.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import type { ChosenDocument } from './chosen-document.ts';

/** What this user has signed or returned, the latest first. */
export function SignedList({
  documents,
  chosen,
  choose,
}: {
  documents: readonly SignedDocument[];
  chosen: ChosenDocument | null;
  choose: (next: ChosenDocument) => void;
}) {
  const { t, language } = useWords();
  if (documents.length === 0) return <Placeholder>{t('approvals.none-signed')}</Placeholder>;
  return (
    <ul>
      {documents.map((one) => (
        <li key={`${one.document_id} ${one.at}`}>
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
                <span className="number">{one.case_id}</span> · {showInstant(one.at, language)}
              </span>
              <span className={one.act === 'returned' ? 'chip is-ochre' : 'chip'}>
                {t(`approvals.act-${one.act}`)}
              </span>
            </span>
            <span className="row is-muted">
              <span>{t(`approvals.became-${one.status}`)}</span>
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
