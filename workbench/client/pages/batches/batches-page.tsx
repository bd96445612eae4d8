import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { type BatchRow, batches } from '../../../contract/batches.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Money } from '../../parts/money.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { useTitle } from '../../shell/use-title.ts';
import { DeadlineChip } from './deadline-chip.tsx';
import { RegisterLists } from './register-list.tsx';
import './batches.css';

/** The lists that offices above have sent, by deadline. */
export default function BatchesPage() {
  const { t, pick } = useWords();
  useTitle(t('shell.page-batches'));
  const answer = useAnswer(batches.list);
  const columns: TableColumnsType<BatchRow> = [
    {
      title: t('batches.batch'),
      render: (_, batch) => (
        <Link to={`/batches/${encodeURIComponent(batch.batch_id)}`}>
          <span lang="zh-CN">{batch.title}</span>
        </Link>
      ),
    },
    {
      title: t('batches.sender'),
      dataIndex: 'sender',
      render: (sender: string) => <span lang="zh-CN">{sender}</span>,
    },
    { title: t('batches.received-on'), dataIndex: 'received_on' },
    { title: t('batches.due'), render: (_, batch) => <DeadlineChip batch={batch} /> },
    { title: t('batches.people'), dataIndex: 'items', align: 'right' },
    { title: t('batches.answered'), dataIndex: 'answered', align: 'right' },
    { title: t('batches.substantiated'), dataIndex: 'substantiated', align: 'right' },
    { title: t('batches.unfounded'), dataIndex: 'unfounded', align: 'right' },
    { title: t('batches.unverifiable'), dataIndex: 'unverifiable', align: 'right' },
    {
      title: t('batches.recovered'),
      align: 'right',
      render: (_, batch) => <Money fen={batch.recovered_fen} tone="recovered" />,
    },
  ];
  return (
    <>
      <PageHead title={t('shell.page-batches')} aside={t('batches.about')} />
      <Answered answer={answer}>
        {(data) => (
          <>
            <RegisterLists lists={data.unregistered} />
            <Table<BatchRow>
              size="small"
              className="batch-table"
              rowKey="batch_id"
              columns={columns}
              dataSource={data.batches}
              pagination={false}
              sticky
              locale={{ emptyText: t('batches.none') }}
            />
            <p className="is-muted">{pick(data.attribution)}</p>
          </>
        )}
      </Answered>
    </>
  );
}
