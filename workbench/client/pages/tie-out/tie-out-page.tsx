import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type TieOutDifference, type TieOutMonth, tieOuts } from '../../../contract/tie-out.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useSession } from '../../shell/session.tsx';
import { useTitle } from '../../shell/use-title.ts';
import { DifferenceDrawer } from './difference-drawer.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { PartyTable } from './party-table.tsx';
import { SheetPanel } from './sheet-panel.tsx';
import './tie-out.css';

/** The tie-out of a month: who said what, where they differ, what earlier months left open, and the sheet. */
export default function TieOutPage() {
  const { t } = useWords();
  useTitle(t('shell.page-tie-out'));
  const [month, setMonth] = useState<number | null>(null);
  const [chosen, choose] = useState<TieOutDifference | null>(null);
  const answer = useAnswer(tieOuts.read, { query: month === null ? {} : { month } }, { keepsLast: true });
  return (
    <Answered answer={answer}>
      {({ months, tie_out: tieOut, sheet }) => (
        <>
          <PageHead
            title={t('shell.page-tie-out')}
            aside={t('tie-out.about')}
            actions={
              tieOut === null ? null : (
                <Select
                  aria-label={t('tie-out.month')}
                  value={tieOut.month}
                  onChange={setMonth}
                  options={months.map((one) => ({ value: one, label: showMonth(one) }))}
                />
              )
            }
          />
          {tieOut === null || sheet === null ? (
            <Panel title={t('tie-out.none')}>
              <Placeholder>
                {t('tie-out.what-to-send')} <WhereNext />
              </Placeholder>
            </Panel>
          ) : (
            <>
              <Standing tieOut={tieOut} />
              <div className="columns">
                <div>
                  {tieOut.flows.map((flow) => (
                    <Panel key={flow.flow} title={t(`tie-out.flow-${flow.flow}`)} isFlush>
                      <PartyTable flow={flow} />
                      <DifferenceTable
                        differences={flow.differences}
                        parties={flow.parties.map(({ party }) => party)}
                        onChoose={choose}
                      />
                    </Panel>
                  ))}
                </div>
                <div>
                  <SheetPanel month={tieOut.month} sheet={sheet} />
                  <Panel
                    title={t('tie-out.carried')}
                    aside={t('tie-out.items', { n: tieOut.carried.length })}
                    isFlush
                  >
                    {tieOut.carried.length === 0 ? (
                      <Placeholder>{t('tie-out.none-carried')}</Placeholder>
                    ) : (
                      <table className="plain">
                        <tbody>
                          {tieOut.carried.map((one) => (
                            <tr key={one.difference_key}>
                              <td>
                                {t(`tie-out.flow-${one.flow}`)} {one.booked_on ?? showMonth(one.month)}
                              </td>
                              <td className="right">{showYuan(one.difference_fen)}</td>
                              <td className="right">
                                <button type="button" className="link" onClick={() => choose(one)}>
                                  {t('tie-out.look')}
                                </button>
                              </td>
                            </tr>
                          ))}
                        </tbody>
                      </table>
                    )}
                  </Panel>
                </div>
              </div>
            </>
          )}
          {chosen === null ? null : (
            <DifferenceDrawer
              key={chosen.difference_key}
              difference={findAgain(tieOut, chosen)}
              onClose={() => choose(null)}
            />
          )}
        </>
      )}
    </Answered>
  );
}

/** In one sentence: how many differ, how many of them wait, and who has not spoken. */
function Standing({ tieOut }: { tieOut: TieOutMonth }) {
  const { t } = useWords();
  const differences = tieOut.flows.flatMap((flow) => flow.differences);
  const open = differences.filter(({ explanation }) => explanation === null).length;
  const missing = tieOut.flows.flatMap(({ flow, parties }) =>
    parties
      .filter(({ state }) => state !== 'stated')
      .map(({ party }) => `${t(`tie-out.flow-${flow}`)} ${t(`tie-out.party-${party}`)}`),
  );
  return (
    <div className="sentence">
      <p>
        {differences.length === 0 ? t('tie-out.ties') : t('tie-out.differ', { n: differences.length, open })}
      </p>
      <div className="under">
        {missing.length > 0 ? (
          <span className="differs">{t('tie-out.missing', { who: missing.join('、') })}</span>
        ) : null}
        <span>{t('tie-out.as-of', { on: tieOut.as_of })}</span>
      </div>
    </div>
  );
}

/** The difference as the last answer has it: somebody may have explained it meanwhile. */
function findAgain(tieOut: TieOutMonth | null, chosen: TieOutDifference): TieOutDifference {
  const all = tieOut === null ? [] : [...tieOut.flows.flatMap((flow) => flow.differences), ...tieOut.carried];
  return all.find(({ difference_key: key }) => key === chosen.difference_key) ?? chosen;
}

/** Where statements are sent in or seen to arrive; whoever has neither page goes on with what waits for them. */
function WhereNext() {
  const { t } = useWords();
  const { pages } = useSession();
  const next = ['sources', 'files', 'tasks'].find((one) => pages.some(({ page }) => page === one));
  return next === undefined ? null : <Link to={`/${next}`}>{t(`shell.page-${next}`)}</Link>;
}
