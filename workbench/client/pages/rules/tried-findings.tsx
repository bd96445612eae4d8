import type { TriedFinding } from '../../../contract/rules.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';

type Turned = Omit<TriedFinding, 'finding_id'> & { title?: string };

/** What a trial would bring, take away or change: all are counted, and as many listed as there are here. */
export function TriedFindings({
  title,
  all,
  findings,
}: {
  title: string;
  all: number;
  findings: readonly Turned[];
}) {
  const { t } = useWords();
  if (findings.length === 0) return null;
  return (
    <table className="plain">
      <caption>
        {title} {showCount(all)}
        {findings.length < all ? t('rules.shown', { n: findings.length }) : ''}
      </caption>
      <thead>
        <tr>
          <th>{t('rules.case')}</th>
          <th>{t('rules.name')}</th>
          <th>{t('rules.township')}</th>
          <th className="right">{t('rules.money-before')}</th>
          <th className="right">{t('rules.money')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what a trial found has no number of its own
          <tr key={index}>
            <td className="number">
              {finding.case_id ?? t('rules.no-case-yet')}
              {finding.is_confirmed ? (
                <span className="chip is-ochre rules-chip">{t('rules.confirmed')}</span>
              ) : null}
            </td>
            <td lang="zh-CN">
              {finding.name} {finding.title ?? ''}
            </td>
            <td lang="zh-CN">{finding.township ?? '—'}</td>
            <td className="money">
              {finding.amount_before_fen === null ? '' : showYuan(finding.amount_before_fen)}
            </td>
            <td className="money">
              <Money fen={finding.amount_fen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
