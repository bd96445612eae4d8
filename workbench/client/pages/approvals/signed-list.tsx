import type { SignedDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { showInstant } from '../../parts/dates.ts';
import { Placeholder } from '../../parts/placeholder.tsx';
import type { ChosenDocument } from './chosen-document.ts';
import { DocumentEntry } from './document-entry.tsx';

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
        <DocumentEntry
          key={`${one.document_id} ${one.at}`}
          one={one}
          chosen={chosen}
          choose={choose}
          besideCase={showInstant(one.at, language)}
          mark={
            <span className={one.act === 'returned' ? 'chip is-ochre' : 'chip'}>
              {t(`approvals.act-${one.act}`)}
            </span>
          }
        >
          <span>{t(`approvals.became-${one.status}`)}</span>
        </DocumentEntry>
      ))}
    </ul>
  );
}
