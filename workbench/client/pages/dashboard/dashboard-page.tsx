import { Button } from 'antd';
import { useEffect } from 'react';
import { overview as contract, type Overview } from '../../../contract/overview.ts';
import { saveFile } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { dayInSentence, showStamp } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { PageHead } from '../../parts/panel.tsx';
import { useKeys } from '../../shell/keys.ts';
import { useRight } from '../../shell/session.tsx';
import { CurvePanel } from './curve-panel.tsx';
import { type Choice, useDashboardAddress } from './dashboard-address.ts';
import { Equation } from './equation.tsx';
import { ExportSummary } from './export-summary.tsx';
import { Filters, PaperChoice } from './filters.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { PrecisionPanel } from './precision-panel.tsx';
import { FigureRowsDrawer } from './rows-drawer.tsx';
import { AgesPanel, CertificationDuePanel, OutcomesPanel, OwedPanel } from './side-panels.tsx';
import './dashboard.css';

const NEWER_AFTER = 2_000;

export default function DashboardPage() {
  const { t, language } = useWords();
  const { choice } = useDashboardAddress();
  const answer = useAnswer(contract.read, { query: choice as never }, { keepsLast: true });
  const isUpdating = answer.data?.is_updating ?? false;
  const { refetch } = answer;
  useEffect(() => {
    if (!isUpdating) return;
    const timer = setInterval(() => void refetch(), NEWER_AFTER);
    return () => clearInterval(timer);
  }, [isUpdating, refetch]);
  useEffect(() => {
    document.title = `${t('dashboard.title')} · ${t('shell.name')}`;
  }, [t]);
  const print = () => window.print();
  useKeys({ P: print });
  const period = answer.data?.period;
  return (
    <div className="dashboard">
      <PageHead
        title={t('dashboard.title')}
        aside={
          period === undefined
            ? null
            : `${t('dashboard.from-to', { from: dayInSentence(period.from, language), to: dayInSentence(period.to, language) })} · ${t('dashboard.unit')}`
        }
        actions={
          <>
            <Filters choices={answer.data?.choices} />
            <Button onClick={print}>
              {t('shell.print')}
              <kbd>P</kbd>
            </Button>
            {useRight('overview.export') ? (
              <ExportSummary save={() => saveFile(contract.export, { body: periodOf(choice) })} />
            ) : null}
          </>
        }
      />
      <Answered answer={answer} rows={14}>
        {(overview) => <Figures overview={overview} choice={choice} />}
      </Answered>
      <FigureRowsDrawer />
    </div>
  );
}

function periodOf({ period, from, to }: Choice) {
  return { period, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function Figures({ overview, choice }: { overview: Overview; choice: Choice }) {
  const { t } = useWords();
  const isNarrowed = [choice.source, choice.batch, choice.township, choice.rule].some(
    (one) => one !== undefined,
  );
  return (
    <>
      {overview.is_updating ? (
        <p className="is-muted updating" role="status">
          {t('dashboard.updating', { at: showStamp(overview.made_at) })}
        </p>
      ) : null}
      {overview.is_partial ? <p className="is-muted">{t('dashboard.partial')}</p> : null}
      <PaperChoice choices={overview.choices} />
      <PaperSentence overview={overview} />
      <Equation overview={overview} />
      <div className="dashboard-columns">
        <div className="first">
          <GroupsPanel overview={overview} />
        </div>
        <div className="second">
          <CurvePanel overview={overview} />
          <AgesPanel overview={overview} />
          <div className="page-two">
            <OutcomesPanel overview={overview} />
            <OwedPanel overview={overview} />
          </div>
          <CertificationDuePanel overview={overview} isNarrowed={isNarrowed} />
        </div>
        <div className="third">
          <PrecisionPanel overview={overview} />
        </div>
      </div>
    </>
  );
}

/** On paper the page opens as the report does; in English, and where cases were chosen, it says the same in its own words. */
function PaperSentence({ overview }: { overview: Overview }) {
  const { t, language } = useWords();
  const { equation, counts } = overview;
  if (language === 'zh' && overview.narrative.length > 0) {
    return (
      <div className="sentence paper-only">
        {overview.narrative.slice(0, 2).map(({ heading, text }) => (
          <p key={heading}>{text}</p>
        ))}
      </div>
    );
  }
  return (
    <div className="sentence paper-only">
      <p>
        {t('dashboard.sentence', {
          cases: counts.assessed.cases,
          people: counts.assessed.people,
          assessed: showYuan(equation.assessed_fen),
          recovered: showYuan(equation.repaid_fen + equation.offset_fen - equation.refunded_fen),
          outstanding: showYuan(equation.outstanding_fen + overview.refund_due_fen),
        })}
      </p>
    </div>
  );
}
