import type { ReactNode } from 'react';
import type { SignedDocument, WaitingDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { Money } from '../../parts/money.tsx';
import type { ChosenDocument } from './chosen-document.ts';

/** A document in a list of them: what it is, of whom and of how much, and what the list says beside its case and below. */
export function DocumentEntry({
  one,
  chosen,
  choose,
  besideCase,
  mark = null,
  children,
}: {
  one: WaitingDocument | SignedDocument;
  chosen: ChosenDocument | null;
  choose: (next: ChosenDocument) => void;
  besideCase: ReactNode;
  mark?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <li>
      <button
        type="button"
        aria-current={one.document_id === chosen?.document_id}
        onClick={() => choose(one)}
      >
        <span className="row">
          <strong>
            {t(`approvals.kind-${one.kind}`)}　<span lang="zh-CN">{one.party}</span>
          </strong>
          <strong>
            <Money fen={one.amount_fen} />
          </strong>
        </span>
        <span className="row is-muted">
          <span>
            <span className="number">{one.case_id}</span> · {besideCase}
          </span>
          {mark}
        </span>
        <span className="row is-muted">
          {children}
          {one.delegate_for === null ? null : (
            <span className="chip is-violet">
              <Chinese>{t('approvals.for', { name: one.delegate_for.name })}</Chinese>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
