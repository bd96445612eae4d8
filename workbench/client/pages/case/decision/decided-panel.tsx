import { Button } from 'antd';
import { findLast, lastOf } from '../../../../../core/lists.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import { showYuan } from '../../../parts/figures.ts';
import { Panel } from '../../../parts/panel.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { SigningChain } from '../papers/signing-chain.tsx';

/** The decision as it was written, the amount in force and where its approval stands. */
export function DecidedPanel({ found, onPreview }: { found: CaseAnswer; onPreview: () => void }) {
  const { t } = useWords();
  const { decided, amounts, papers, debtor } = found;
  const amount = lastOf(amounts);
  const paper = findLast(papers, ({ kind }) => kind === 'decision' || kind === 'clearing');
  if (decided === null) return null;
  return (
    <Panel title={t('case.decided')} aside={<MaybeChinese>{`${decided.by} ${decided.on}`}</MaybeChinese>}>
      <dl className="decided">
        <dt>{t('case.outcome')}</dt>
        <dd>{t(`case.outcome-short-${decided.outcome}`)}</dd>
        {amount === undefined ? null : (
          <>
            <dt>{t('case.money-assessed')}</dt>
            <dd>
              <b className="figure">{showYuan(amount.assessed_fen)}</b> {t('shell.yuan')}{' '}
              <span className="is-muted">
                {t('case.version-is', { n: amount.version, state: t(`case.paper-is-${amount.status}`) })}
              </span>
              {amount.struck.map(({ month, reason }) => (
                <div key={month} className="is-muted">
                  {t('case.struck', { month: showMonth(month) })} <MaybeChinese>{reason}</MaybeChinese>
                </div>
              ))}
            </dd>
            <dt>{t('case.debtor')}</dt>
            <dd>
              <MaybeChinese>{debtor.name}</MaybeChinese>{' '}
              <span className="is-muted">
                {debtor.relation === 'self' ? (
                  t('case.debtor-self')
                ) : (
                  <MaybeChinese>{debtor.relation}</MaybeChinese>
                )}
              </span>
            </dd>
          </>
        )}
        {decided.nature === null ? null : (
          <>
            <dt>{t('case.nature')}</dt>
            <dd>{t(`case.nature-${decided.nature}`)}</dd>
          </>
        )}
        {decided.ground === null ? null : (
          <>
            <dt>{t('case.ground')}</dt>
            <dd>{t(`case.ground-${decided.ground}`)}</dd>
          </>
        )}
        {decided.review_on === null ? null : (
          <>
            <dt>{t('case.review-on')}</dt>
            <dd>{decided.review_on}</dd>
          </>
        )}
        {decided.basis.length === 0 ? null : (
          <>
            <dt>{t('case.basis')}</dt>
            <dd>
              {decided.basis.map((text) => (
                <div key={text} lang="zh-CN">
                  {text}
                </div>
              ))}
            </dd>
          </>
        )}
        <dt>{t('case.reason')}</dt>
        <dd>
          <MaybeChinese>{decided.reason}</MaybeChinese>
        </dd>
        {decided.contrary_reason === null ? null : (
          <>
            <dt>{t('case.contrary-short')}</dt>
            <dd>
              <MaybeChinese>{decided.contrary_reason}</MaybeChinese>
            </dd>
          </>
        )}
        {paper === undefined ? null : (
          <>
            <dt>{t('case.approval')}</dt>
            <dd>
              <SigningChain paper={paper} />
            </dd>
          </>
        )}
      </dl>
      {found.can_preview ? (
        <Button block className="no-print" onClick={onPreview}>
          {t('case.preview-notice')}
        </Button>
      ) : null}
    </Panel>
  );
}
