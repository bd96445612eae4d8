import { Table, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { z } from 'zod';
import type { DebtRow, recovery } from '../../../contract/recovery.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { useLook } from '../../theme/look.tsx';
import { DebtState } from './debt-state.tsx';

type Answer = z.infer<(typeof recovery.list)['answer']>;

/** Widths in pixels at normal text, by language; what is left goes to the state. */
const WIDTHS = {
  zh: {
    case: 84,
    debtor: 56,
    relation: 46,
    assessed: 86,
    recovered: 80,
    offset: 84,
    outstanding: 84,
    next: 84,
    due: 80,
  },
  en: {
    case: 80,
    debtor: 58,
    relation: 46,
    assessed: 76,
    recovered: 84,
    offset: 76,
    outstanding: 96,
    next: 82,
    due: 66,
  },
  // has the whole width of the page
  'large-en': {
    case: 104,
    debtor: 80,
    relation: 64,
    assessed: 100,
    recovered: 104,
    offset: 104,
    outstanding: 112,
    next: 104,
    due: 96,
  },
} as const;

/** Where there is no room for columns a row is a card, in which each figure stands beside the name of its column. */
const labelled = (column: TableColumnsType<DebtRow>[number]): TableColumnsType<DebtRow>[number] => ({
  ...column,
  onCell: () => ({ 'data-label': String(column.title) }) as React.TdHTMLAttributes<HTMLElement>,
});

/** The ledger's rows, with the totals of this page and of all pages, and whether they tie. */
export function DebtTable({ answer }: { answer: Answer }) {
  const { t, language } = useWords();
  const { isLarge } = useLook();
  const width = WIDTHS[language === 'en' && isLarge ? 'large-en' : language];
  const navigate = useNavigate();
  const { debts, totals, difference_fen: difference } = answer;
  const sum = (pick: (debt: DebtRow) => number) => debts.reduce((total, debt) => total + pick(debt), 0);
  const columns: TableColumnsType<DebtRow> = [
    {
      title: t('ledger.case'),
      width: width.case,
      dataIndex: 'case_id',
      render: (caseId: string) => <Link to={`/cases/${caseId}`}>{caseId}</Link>,
    },
    {
      title: t('ledger.debtor'),
      width: width.debtor,
      dataIndex: 'debtor_name',
      render: (name: string) => <span lang="zh-CN">{name}</span>,
    },
    {
      title: t('ledger.relation'),
      width: width.relation,
      dataIndex: 'is_beneficiary',
      render: (isBeneficiary: boolean) => t(isBeneficiary ? 'ledger.beneficiary' : 'ledger.another'),
    },
    {
      title: t('ledger.assessed'),
      width: width.assessed,
      align: 'right',
      render: (_, debt) => <Money fen={debt.assessed_fen} />,
    },
    {
      title: t('ledger.recovered'),
      width: width.recovered,
      align: 'right',
      render: (_, debt) => <Money fen={debt.repaid_fen} tone="recovered" />,
    },
    {
      title: t('ledger.offset-written-off'),
      width: width.offset,
      align: 'right',
      render: (_, debt) => <Money fen={debt.offset_fen + debt.written_off_fen - debt.refunded_fen} />,
    },
    {
      title: t('ledger.outstanding'),
      width: width.outstanding,
      align: 'right',
      render: (_, debt) => (
        <strong>
          <Money fen={debt.outstanding_fen} tone={debt.outstanding_fen < 0 ? 'owed-to-person' : 'out'} />
        </strong>
      ),
    },
    {
      title: t('ledger.next'),
      width: width.next,
      dataIndex: 'next_on',
      render: (on: string | null) => on ?? '—',
    },
    {
      title: t('ledger.due'),
      width: width.due,
      align: 'right',
      render: (_, debt) => <Money fen={debt.next_fen} />,
    },
    { title: t('ledger.state'), render: (_, debt) => <DebtState debt={debt} /> },
  ];
  return (
    <Table<DebtRow>
      size="small"
      className="debt-table"
      rowKey="case_id"
      columns={columns.map(labelled)}
      dataSource={debts}
      pagination={false}
      sticky
      locale={{ emptyText: t('ledger.none') }}
      onRow={(debt) => ({ onDoubleClick: () => navigate(`/cases/${debt.case_id}`) })}
      summary={() =>
        debts.length === 0 ? null : (
          <>
            <TotalRow
              title={t('ledger.page-total', { n: debts.length })}
              money={[
                sum((debt) => debt.assessed_fen),
                sum((debt) => debt.repaid_fen),
                sum((debt) => debt.offset_fen + debt.written_off_fen - debt.refunded_fen),
                sum((debt) => Math.max(0, debt.outstanding_fen)),
              ]}
            />
            <TotalRow
              title={t('ledger.whole-total', { n: showCount(totals.cases) })}
              money={[
                totals.assessed_fen,
                totals.repaid_fen,
                totals.offset_fen + totals.written_off_fen - totals.refunded_fen,
                // what came in too much in one case pays nobody else's debt
                totals.outstanding_fen + totals.refund_due_fen,
              ]}
              tie={
                <>
                  {totals.refund_due_fen > 0 ? (
                    <span className="chip is-violet">
                      {t('ledger.refund-due', { yuan: showYuan(totals.refund_due_fen) })}
                    </span>
                  ) : null}
                  {difference === 0 ? (
                    <span className="ties">✓ {t('ledger.ties')}</span>
                  ) : (
                    <span className="differs">{t('ledger.differs', { yuan: showYuan(difference) })}</span>
                  )}
                </>
              }
            />
          </>
        )
      }
    />
  );
}

const TOTALLED = ['assessed', 'recovered', 'offset-written-off', 'outstanding'] as const;

function TotalRow({ title, money, tie }: { title: string; money: readonly number[]; tie?: React.ReactNode }) {
  const { t } = useWords();
  return (
    <Table.Summary.Row className="total-row">
      <Table.Summary.Cell index={0} colSpan={3}>
        {title}
      </Table.Summary.Cell>
      {money.map((fen, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a total stand still
        <Table.Summary.Cell key={index} index={index + 3} align="right">
          <span className="cell-label">{t(`ledger.${TOTALLED[index]}`)}</span>
          <Money fen={fen} />
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={7} colSpan={3}>
        {tie}
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
}
