import { Button, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useWords } from '../../language/language.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { RepairsTab } from './repairs-tab.tsx';
import { SendersTab } from './senders-tab.tsx';
import { SourceTable } from './source-table.tsx';
import { UploadTab } from './upload-tab.tsx';
import './sources.css';

/** What every office sends: how old it is, how it was read, what was wrong with it, and what comes next. */
export default function SourcesPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const mayUpload = useRight('sources.upload');
  const tab = search.get('tab') ?? 'sources';
  const open = (next: string) => setSearch(next === 'sources' ? {} : { tab: next });
  return (
    <>
      <title>{t('shell.page-sources')}</title>
      <PageHead
        title={t('shell.page-sources')}
        aside={t('sources.aside')}
        actions={
          mayUpload ? (
            <Button type="primary" onClick={() => open('upload')}>
              {t('sources.add-files')}
            </Button>
          ) : null
        }
      />
      <Tabs
        activeKey={tab}
        onChange={open}
        destroyOnHidden
        items={[
          {
            key: 'sources',
            label: t('sources.tab-sources'),
            children: (
              <div className="sources-tab">
                <SourceTable />
              </div>
            ),
          },
          {
            key: 'upload',
            label: t('sources.tab-upload'),
            children: (
              <div className="sources-tab">
                <UploadTab />
              </div>
            ),
          },
          {
            key: 'senders',
            label: t('sources.tab-senders'),
            children: (
              <div className="sources-tab">
                <SendersTab />
              </div>
            ),
          },
          {
            key: 'repairs',
            label: t('sources.tab-repairs'),
            children: (
              <div className="sources-tab">
                <RepairsTab />
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
