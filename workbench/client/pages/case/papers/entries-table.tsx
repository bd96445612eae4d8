import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Money } from '../../../parts/money.tsx';
import { DatedMoneyTable } from './dated-money-table.tsx';

/** Money that moved, what was signed to go back, and what has been agreed to come. */
export function EntriesTable({ found }: { found: CaseAnswer }) {
  const { t } = useWords();
  const { entries, refunds, plan } = found;
  if (entries.length + refunds.length + plan.length === 0) return null;
  return (
    <DatedMoneyTable what={t('case.entry')}>
      {entries.map((entry) => (
        <tr key={entry.entry_id} className={entry.is_reversed ? 'is-struck' : ''}>
          <td>{entry.on}</td>
          <td>
            {t(`case.entry-${entry.kind}`)} · {t(`case.channel-${entry.channel}`)}
            {entry.is_reversed ? ` · ${t('case.reversed')}` : ''}
          </td>
          <td className="right">
            <Money
              fen={entry.amount_fen}
              {...(entry.kind === 'receipt' ? { tone: 'recovered' as const } : {})}
            />
          </td>
        </tr>
      ))}
      {refunds.map((refund) => (
        <tr key={refund.document_id}>
          <td>{refund.signed_on}</td>
          <td className="is-muted">{t('case.refund-signed')}</td>
          <td className="right">
            <Money fen={refund.amount_fen} />
          </td>
        </tr>
      ))}
      {plan.map((part, place) => (
        <tr key={part.due_on}>
          <td>{part.due_on}</td>
          <td className="is-muted">{t('case.instalment', { n: place + 1, total: plan.length })}</td>
          <td className="right">
            <Money fen={part.amount_fen} />
          </td>
        </tr>
      ))}
    </DatedMoneyTable>
  );
}
