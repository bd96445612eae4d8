import type { CaseAnswer } from '../../../../contract/case.ts';
import { today } from '../../../api/office-day.ts';
import { useWords } from '../../../language/language.tsx';
import { Money } from '../../../parts/money.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { SigningChain } from './signing-chain.tsx';

/** Requests with their chains, numbered papers, and notices with their service. */
export function PapersTable({ found }: { found: CaseAnswer }) {
  const { t } = useWords();
  const { papers, notices, numbered, amounts, claim } = found;
  const isExpected = claim.length > 0 || amounts.length > 0;
  if (!isExpected && papers.length + notices.length + numbered.length === 0) return null;
  return (
    <table className="plain papers">
      <thead>
        <tr>
          <th scope="col">{t('case.paper')}</th>
          <th scope="col">{t('case.paper-state')}</th>
          <th scope="col" className="right">
            {t('case.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {papers.map((paper) => (
          <tr key={paper.document_id}>
            <td>{t(`case.paper-${paper.kind}`)}</td>
            <td>
              {t(`case.paper-is-${paper.status}`)} <SigningChain paper={paper} />
            </td>
            <td className="right">
              <Money fen={paper.amount_fen} />
            </td>
          </tr>
        ))}
        {notices.length > 0 || !isExpected ? null : (
          <tr>
            <td>{t('case.paper-notice')}</td>
            <td className="is-muted">
              {t(amounts.length === 0 ? 'case.notice-later' : 'case.notice-draft')}
            </td>
            <td className="right is-muted">{t('case.not-assessed')}</td>
          </tr>
        )}
        {notices.map((notice) => (
          <tr key={notice.notice_number}>
            <td>
              {t('case.paper-notice')} <MaybeChinese>{notice.notice_number}</MaybeChinese>
            </td>
            <td>
              {notice.is_void ? (
                t('case.void')
              ) : notice.served === null ? (
                t('case.issued-on', { on: notice.issued_on })
              ) : (
                <>
                  {t(notice.served.effective_on > today() ? 'case.published-until' : 'case.served-on', {
                    on: notice.served.effective_on,
                    until: notice.served.pay_by_on,
                  })}{' '}
                  {t(`case.method-${notice.served.method}`)}{' '}
                  <MaybeChinese>{notice.served.receiver}</MaybeChinese>
                </>
              )}
            </td>
            <td />
          </tr>
        ))}
        {numbered.map((paper) => (
          <tr key={paper.document_number}>
            <td>
              <MaybeChinese>{paper.document_number}</MaybeChinese>
            </td>
            <td>{paper.is_void ? t('case.void') : t('case.issued-on', { on: paper.on })}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
