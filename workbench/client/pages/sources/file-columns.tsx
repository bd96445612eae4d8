import { type Recognition, sources } from '../../../contract/sources.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { RecognisedColumns } from './recognised-columns.tsx';
import '../words/words.css';
import './sources.css';

/** How a file's columns are understood, sheet by sheet, each head with a select to put it right. */
export function FileColumns({ hash }: { hash: string }) {
  const { t, pick } = useWords();
  const answer = useAnswer(sources.columns, { params: { hash } });
  const known = useAnswer(sources.known);
  return (
    <Answered answer={answer} rows={4}>
      {(file) => (
        <Answered answer={known} rows={4}>
          {({ sources: definitions }) => (
            <>
              <Refusal refusal={file.refusal} />
              {file.sheets.map((sheet) =>
                sheet.columns.length === 0 ? (
                  <p key={sheet.name} className="is-muted">
                    <span lang="zh-CN">{sheet.name}</span>{' '}
                    {sheet.reason ? pick(sheet.reason) : t('sources.no-columns')}
                  </p>
                ) : (
                  <RecognisedColumns
                    key={`${sheet.name}/${sheet.source}/${sheet.columns.map(({ field }) => field).join()}`}
                    hash={hash}
                    sheet={sheet}
                    known={definitions}
                  />
                ),
              )}
            </>
          )}
        </Answered>
      )}
    </Answered>
  );
}

/** What is asked is answered in the table below. */
const ASKING = new Set(['source-ambiguous', 'columns-unclear']);

/** A layout nobody knows is chosen by hand below; every other refusal is told in its own words. */
function Refusal({ refusal }: { refusal: Recognition['refusal'] }) {
  const { t, pick } = useWords();
  if (refusal === null) return null;
  if (refusal.code === 'source-unknown') return <p className="sources-choose">{t('sources.choose-below')}</p>;
  if (ASKING.has(refusal.code)) return <p className="sources-choose">{pick(refusal)}</p>;
  return <Placeholder isFailed>{pick(refusal)}</Placeholder>;
}
