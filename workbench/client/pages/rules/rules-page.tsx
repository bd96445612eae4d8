import { useSearchParams } from 'react-router';
import { type RuleLine, rules } from '../../../contract/rules.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { NightsView } from './nights-view.tsx';
import { RuleLives } from './rule-lives.tsx';
import { Share, Validity } from './rule-marks.tsx';
import { RuleView } from './rule-view.tsx';
import { ShadowView } from './shadow-view.tsx';
import { TouchedView } from './touched-view.tsx';
import { UnseenPanel } from './unseen-panel.tsx';
import './rules.css';

/** The catalogue: what is asked, on what basis, what it finds and how often people confirmed it. */
export default function RulesPage() {
  const { t } = useWords();
  const [search] = useSearchParams();
  const chosen = search.get('rule');
  const own = search.get('own');
  if (search.has('nights')) {
    return (
      <>
        <title>{t('rules.nights')}</title>
        <NightsView />
      </>
    );
  }
  if (search.has('recompute')) {
    return (
      <>
        <title>{t('rules.recompute')}</title>
        <TouchedView />
      </>
    );
  }
  return (
    <>
      <title>{t('shell.page-rules')}</title>
      {own !== null ? (
        <ShadowView key={own} ruleId={own} />
      ) : chosen !== null ? (
        <RuleView key={chosen} ruleId={chosen} />
      ) : (
        <Catalogue />
      )}
    </>
  );
}

function Catalogue() {
  const { t, language } = useWords();
  const answer = useAnswer(rules.list);
  const [, setSearch] = useSearchParams();
  const seesLives = useRight('rules.lives');
  const seesNights = useRight('nights.diff');
  const seesUnseen = useRight('rules.unseen');
  const recomputes = useRight('rules.case-on-day');
  return (
    <>
      <PageHead title={t('shell.page-rules')} aside={t('rules.aside')} />
      <p className="rules-text rules-ways">
        {seesNights ? (
          <button type="button" className="link" onClick={() => setSearch({ nights: '' })}>
            {t('rules.nights')}
          </button>
        ) : null}
        {recomputes ? (
          <button type="button" className="link" onClick={() => setSearch({ recompute: '' })}>
            {t('rules.recompute')}
          </button>
        ) : null}
      </p>
      {seesLives ? <RuleLives /> : null}
      <Answered answer={answer} rows={14}>
        {({ rules: lines }) => (
          <>
            <Panel title={t('rules.all')} aside={t('rules.all-aside', { n: lines.length })} isFlush>
              <table className="plain rules-table">
                <thead>
                  <tr>
                    <th>{t('rules.rule')}</th>
                    <th>{t('rules.question')}</th>
                    <th>{t('rules.amounts')}</th>
                    <th>{t('rules.basis')}</th>
                    <th>{t('rules.version')}</th>
                    <th className="right">{t('rules.findings')}</th>
                    <th className="right">{t('rules.share')}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <Line key={line.rule_id} line={line} />
                  ))}
                </tbody>
              </table>
            </Panel>
            {seesUnseen ? (
              <UnseenPanel
                titles={
                  new Map(
                    lines.map(({ rule_id, title, english }) => [
                      rule_id,
                      language === 'zh' ? title : english,
                    ]),
                  )
                }
              />
            ) : null}
          </>
        )}
      </Answered>
    </>
  );
}

function Line({ line }: { line: RuleLine }) {
  const { t, pick, language } = useWords();
  const [, setSearch] = useSearchParams();
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={() => setSearch({ rule: line.rule_id })}>
          {language === 'zh' ? line.title : line.english}
        </button>
      </td>
      <td>
        {language === 'zh' ? line.question : line.question_en}
        {line.needs
          .filter(({ is_required, is_met }) => is_required && !is_met)
          .map(({ without }) => (
            <div key={without.zh} className="is-muted">
              {pick(without)}
            </div>
          ))}
      </td>
      <td className="rules-amount">
        {t(`rules.direction-${line.direction}`)}
        {line.amount_fen > 0 ? <div className="is-muted">{showYuan(line.amount_fen)}</div> : null}
        {line.owed_fen > 0 ? (
          <div className="is-owed-to-person">
            {line.direction === 'person' ? null : `${t('rules.direction-person')} `}
            {showYuan(line.owed_fen)}
          </div>
        ) : null}
      </td>
      <td lang="zh-CN" className="rules-basis">
        {line.legal_basis.slice(0, 1).map((basis) => (
          <div key={basis.text}>
            {basis.text}
            {basis.article ?? ''}
            <Validity from={basis.from} to={basis.to} />
          </div>
        ))}
        {line.legal_basis.length > 1 ? (
          <span className="is-muted" lang={language === 'zh' ? 'zh-CN' : 'en'}>
            {t('rules.and-others', { n: line.legal_basis.length - 1 })}
          </span>
        ) : null}
      </td>
      <td className="number">{line.version}</td>
      <td className={`right ${line.findings === 0 ? 'is-muted' : ''}`}>{showCount(line.findings)}</td>
      <td className="right">
        <Share precision={line.precision} />
      </td>
    </tr>
  );
}
