import type { ReactNode } from 'react';
import { useWords } from '../../../language/language.tsx';

/** A table of money by day: when, what, how much. */
export function DatedMoneyTable({ what, children }: { what: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    <table className="plain entries">
      <thead>
        <tr>
          <th scope="col">{t('case.date')}</th>
          <th scope="col">{what}</th>
          <th scope="col" className="right">
            {t('case.amount')}
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
