import { type ApprovalDocument, approvals } from '../../../contract/approvals.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showYuan } from '../../parts/figures.ts';
import { Strength } from '../../parts/strength.tsx';
import { PaperPreview } from '../notices/paper-preview.tsx';
import { Chain } from './chain.tsx';
import type { ChosenDocument } from './chosen-document.ts';
import { LookedAt } from './looked-at.tsx';
import { MonthTable } from './month-table.tsx';
import { useParty } from './party.ts';
import { SignBar } from './sign-bar.tsx';
import { VersionTable } from './version-table.tsx';

/** One document with all it rests on, and the two things that can be done with it. */
export function DocumentView({ chosen, done }: { chosen: ChosenDocument; done: () => void }) {
  const answer = useAnswer(approvals.read, {
    params: { case_id: chosen.case_id },
    query: chosen.document_id === '' ? {} : { document_id: chosen.document_id },
  });
  return (
    <section className="panel approval-document">
      <Answered answer={answer} rows={12}>
        {(document) => <Shown document={document} done={done} />}
      </Answered>
    </section>
  );
}

function Shown({ document, done }: { document: ApprovalDocument; done: () => void }) {
  const { t, pick } = useWords();
  const { paper } = document;
  return (
    <>
      <header className="document-head">
        <h2>
          {t(`approvals.kind-${document.kind}`)} · {t('approvals.case')}{' '}
          <span className="number">{document.case_id}</span>
          {(document.version ?? 1) > 1 ? (
            <span className="chip">{t('approvals.version', { n: document.version ?? 1 })}</span>
          ) : null}
        </h2>
        <Chain steps={document.chain} />
      </header>
      <Sentence document={document} />
      <div className={paper === null ? 'document-parts' : 'document-parts has-paper'}>
        <div>
          <VersionTable document={document} />
          <LookedAt document={document} />
          <MonthTable document={document} />
          {document.ground === '' ? null : (
            <p className="ground">
              <span className="is-muted">{t('approvals.ground')}</span> <Chinese>{document.ground}</Chinese>
            </p>
          )}
        </div>
        {paper === null ? null : (
          <PaperPreview
            title={pick(paper.title)}
            paper={{
              case_id: document.case_id,
              kind: paper.kind,
              pages: paper.pages,
              version: document.last_seq,
            }}
          />
        )}
        {document.paper_refusal === null ? null : <p className="refusal">{pick(document.paper_refusal)}</p>}
      </div>
      <SignBar document={document} done={done} />
    </>
  );
}

function Sentence({ document }: { document: ApprovalDocument }) {
  const { t } = useWords();
  const { sentence, cautions, amount_fen } = document;
  const name = useParty(document);
  const [main, ...others] = sentence;
  return (
    <div className="document-sentence">
      {main === undefined ? null : (
        <p>
          <Chinese>{main.text}</Chinese> <Strength strength={main.strength} />
        </p>
      )}
      <p className="is-asked">
        <Chinese>{t(`approvals.asked-${document.kind}`, { name, yuan: showYuan(amount_fen) })}</Chinese>
      </p>
      {others.length === 0 && cautions.length === 0 ? null : (
        <ul className="is-muted">
          {others.map(({ text, title }) => (
            <li key={`${title} ${text}`}>
              <Chinese>{text}</Chinese>
            </li>
          ))}
          {cautions.map((text) => (
            <li key={text}>
              <Chinese>{text}</Chinese>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
