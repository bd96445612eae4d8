import { Link } from 'react-router';
import type { ApprovalDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { Panel } from '../../parts/panel.tsx';

/** What the maker had looked at before asking for the signature: innocent explanations, contrary evidence, their reason. */
export function LookedAt({ document }: { document: ApprovalDocument }) {
  const { t } = useWords();
  const { looked } = document;
  if (looked === null) return null;
  const { unsupported, by_person, is_contrary, contrary_reason, changes, by, reason } = looked;
  const all = unsupported.length + by_person.length;
  return (
    <Panel
      title={t('approvals.looked')}
      actions={<Link to={`/cases/${document.case_id}`}>{t('approvals.open-case')}</Link>}
    >
      <ul className="looked">
        <li>
          {all === 0
            ? t('approvals.no-explanations')
            : t('approvals.explanations', {
                n: all,
                unsupported: unsupported.length,
                looked: by_person.length,
              })}
          {all === 0 ? null : (
            <details>
              <summary>{t('approvals.each')}</summary>
              <ul>
                {unsupported.map(({ text, finding }) => (
                  <li key={text}>
                    <Chinese>{text}</Chinese>
                    <span className="is-muted">
                      {' '}
                      — <Chinese>{finding}</Chinese>
                    </span>
                  </li>
                ))}
                {by_person.map((text) => (
                  <li key={text}>
                    <Chinese>{text}</Chinese>
                    <span className="is-muted">
                      {' '}
                      — <Chinese>{t('approvals.looked-by', { name: by })}</Chinese>
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
        <li className={is_contrary ? 'is-out' : ''}>
          {t(is_contrary ? 'approvals.contrary' : 'approvals.no-contrary')}
          {contrary_reason === null ? null : (
            <>
              {' '}
              <Chinese>{t('approvals.nevertheless', { reason: contrary_reason })}</Chinese>
            </>
          )}
        </li>
        {changes.length === 0 ? null : (
          <li className="is-out">{t('approvals.changed-since', { n: changes.length })}</li>
        )}
        <li>
          <Chinese>{t('approvals.maker-says', { name: by, reason })}</Chinese>
        </li>
      </ul>
    </Panel>
  );
}
