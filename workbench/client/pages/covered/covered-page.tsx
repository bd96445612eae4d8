import { useState } from 'react';
import type { z } from 'zod';
import { ENROLMENT_FIGURES } from '../../../../core/words/enrolment.ts';
import { covered } from '../../../contract/covered.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showCount, showPercent } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useTitle } from '../../shell/use-title.ts';
import { CertificationPanel } from './certification-panel.tsx';
import type { OpenedFigure } from './opened-figure.ts';
import { PeopleDrawer } from './people-drawer.tsx';
import './covered.css';

type Township = z.output<(typeof covered.read)['answer']>['townships'][number];

/** Who of the register is insured, by township, and who certified, by window; each figure opens its people. */
export default function CoveragePage() {
  const { t } = useWords();
  useTitle(t('shell.page-covered'));
  const [opened, open] = useState<OpenedFigure | null>(null);
  const answer = useAnswer(covered.read);
  return (
    <>
      <PageHead title={t('shell.page-covered')} aside={t('covered.about')} />
      <Answered answer={answer}>
        {({ as_of: asOf, lacks, townships, certification }) => (
          <>
            <Panel title={t('covered.enrolment')} aside={t('covered.as-of', { on: asOf })} isFlush>
              {townships.length === 0 ? (
                <Placeholder>
                  {lacks.length === 0
                    ? t('covered.nobody')
                    : lacks.map((list) => <p key={list}>{t(`covered.lacks-${list}`)}</p>)}
                </Placeholder>
              ) : (
                <Enrolment townships={townships} open={open} />
              )}
            </Panel>
            <CertificationPanel ways={certification} open={open} />
          </>
        )}
      </Answered>
      {opened === null ? null : <PeopleDrawer opened={opened} onClose={() => open(null)} />}
    </>
  );
}

function Enrolment({
  townships,
  open,
}: {
  townships: readonly Township[];
  open: (one: OpenedFigure) => void;
}) {
  const { t } = useWords();
  const whole = townships.filter(({ is_whole }) => is_whole);
  const sum = (name: keyof Township): number => whole.reduce((total, one) => total + Number(one[name]), 0);
  return (
    <table className="plain covered-table">
      <thead>
        <tr>
          <th>{t('covered.township')}</th>
          {ENROLMENT_FIGURES.map((figure) => (
            <th key={figure} className="right">
              {t(`covered.${figure}`)}
            </th>
          ))}
          <th className="right">{t('covered.share')}</th>
        </tr>
      </thead>
      <tbody>
        {townships.map((one) => (
          <tr key={one.township}>
            <td>
              <Chinese>{nameOf(one, t('covered.no-township'))}</Chinese>
            </td>
            {ENROLMENT_FIGURES.map((figure) => (
              <td key={figure} className="right">
                {figure === 'nowhere' && !one.is_whole ? (
                  '—'
                ) : (
                  <button
                    type="button"
                    className="link"
                    disabled={one[figure] === 0}
                    onClick={() =>
                      open({
                        figure: { of: 'enrolment', township: one.township, figure },
                        title: `${nameOf(one, t('covered.no-township'))} ${t(`covered.${figure}`)}`,
                      })
                    }
                  >
                    {showCount(one[figure])}
                  </button>
                )}
              </td>
            ))}
            <td className="right">
              {one.is_whole ? (
                showPercent(one.should_be === 0 ? 1 : one.covered / one.should_be, 2)
              ) : (
                <span className="differs">{t('covered.list-not-whole')}</span>
              )}
            </td>
          </tr>
        ))}
        <tr className="is-total">
          <td>{t('covered.total', { n: whole.length })}</td>
          {ENROLMENT_FIGURES.map((figure) => (
            <td key={figure} className="right">
              {showCount(sum(figure))}
            </td>
          ))}
          <td className="right">
            {sum('should_be') === 0 ? '—' : showPercent(sum('covered') / sum('should_be'), 2)}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const nameOf = ({ township }: Township, none: string): string => (township === '' ? none : township);
