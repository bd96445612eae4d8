import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Language } from '../../../../core/words/language.ts';
import { nights, type Today } from '../../../contract/nights.ts';
import { saveFile } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { dayInSentence } from '../../parts/dates.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight, useSession } from '../../shell/session.tsx';
import { AttentionPanel } from './attention-panel.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { FilesPanel } from './files-panel.tsx';
import { HeldBackPanel, PrecheckPanel, WithdrawnPanel } from './night-panels.tsx';
import { NightSentence } from './night-sentence.tsx';
import { RunPanel } from './run-panel.tsx';
import { StartRun } from './start-run.tsx';
import { useRunState } from './use-run-state.ts';
import './today.css';

const MINUTE = 60_000;

/** Whether the last night can be trusted, what it found, and what of it needs a person. */
export default function TodayPage() {
  const { t } = useWords();
  const answer = useAnswer(nights.today, { isBackground: true }, { every: MINUTE });
  return (
    <Answered answer={answer} rows={10}>
      {(today) => (
        <>
          <title>{t('shell.page-today')}</title>
          <TodayView today={today} />
        </>
      )}
    </Answered>
  );
}

function TodayView({ today }: { today: Today }) {
  const { t } = useWords();
  const { night } = today;
  const run = useRunState(today.attempt);
  const [isStarting, setStarting] = useState(false);
  return (
    <>
      <TodayHead today={today} onStart={() => setStarting(true)} isRunning={run.outcome === 'running'} />
      <RunPanel run={run} />
      {night ? (
        <>
          <NightSentence today={today} night={night} onAgain={() => setStarting(true)} />
          <div className="columns">
            <div>
              <ChangesPanel night={night} />
              <FilesPanel night={night} />
            </div>
            <div>
              <AttentionPanel attention={today.attention} />
              <WithdrawnPanel night={night} />
              <HeldBackPanel night={night} />
              <PrecheckPanel night={night} />
            </div>
          </div>
        </>
      ) : (
        <Panel title={t('today.no-night')}>
          <Placeholder>{t('today.no-night-why')}</Placeholder>
        </Panel>
      )}
      <StartRun today={today} isOpen={isStarting} onClose={() => setStarting(false)} />
    </>
  );
}

function TodayHead({
  today: { night, papers, inbox },
  onStart,
  isRunning,
}: {
  today: Today;
  onStart: () => void;
  isRunning: boolean;
}) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { pages } = useSession();
  const mayStart = useRight('nights.start');
  const mayPrint = useRight('nights.paper');
  const sees = (page: string): boolean => pages.some((one) => one.page === page);
  const morning = papers.filter(({ is_morning: isMorning }) => isMorning).map(({ name }) => name);
  return (
    <PageHead
      title={t('shell.page-today')}
      aside={
        night ? `${sayWeekday(night.as_of, language)} · ${t('shell.run', { run: night.run })}` : undefined
      }
      actions={
        <>
          {mayPrint && night && morning.length > 0 ? (
            <Dropdown
              trigger={['click']}
              menu={{
                items: morning.map((name) => ({ key: name, label: paperLabel(name, t) })),
                onClick: ({ key }) =>
                  void saveFile(nights.paper, { params: { as_of: night.as_of, paper: key } }),
              }}
            >
              <Button>{t('today.print-morning')}</Button>
            </Dropdown>
          ) : null}
          {mayStart ? (
            <>
              <Button onClick={() => navigate('/sources?tab=upload')}>{t('today.add-files')}</Button>
              <Button onClick={onStart} disabled={isRunning}>
                {inbox.length > 0 ? t('today.run-with', { n: inbox.length }) : t('today.run')}
              </Button>
            </>
          ) : null}
          {sees('queue') ? (
            <Link to="/queue?view=new" className="ant-btn-link-primary">
              <Button type="primary">{t('today.see-new')}</Button>
            </Link>
          ) : null}
        </>
      }
    />
  );
}

function paperLabel(name: string, t: (key: string) => string): string {
  return t(name.endsWith('.html') ? 'today.morning-page' : 'today.morning-workbook');
}

/** A day with its weekday: 2022年10月18日 星期二, 18 Oct 2022, Tuesday. */
function sayWeekday(day: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
  }).format(new Date(`${day}T00:00:00Z`));
  return `${dayInSentence(day, language)}${language === 'zh' ? ' ' : ', '}${weekday}`;
}
