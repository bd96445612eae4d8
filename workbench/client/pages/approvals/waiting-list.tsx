import type { WaitingDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import type { ChosenDocument } from './chosen-document.ts';
import { DocumentEntry } from './document-entry.tsx';

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
        <DocumentEntry
          key={one.document_id}
          one={one}
          chosen={chosen}
          choose={choose}
          besideCase={
            <Chinese>
              {t('approvals.made-by', { name: one.maker.name, days: waited(one.waiting_days, t) })}
            </Chinese>
          }
        >
          <span>
            {t('approvals.step-of', { step: one.step, steps: one.steps })} ·{' '}
            <span lang="zh-CN">{one.step_title}</span>
          </span>
          {(one.version ?? 1) > 1 ? (
            <span className="chip">{t('approvals.version', { n: one.version ?? 1 })}</span>
          ) : null}
        </DocumentEntry>
      ))}
    </ul>
  );
}

function waited(days: number, t: (key: string, values?: Record<string, number>) => string): string {
  if (days === 0) return t('approvals.since-today');
  return t(days === 1 ? 'approvals.one-day' : 'approvals.days', { n: days });
}
