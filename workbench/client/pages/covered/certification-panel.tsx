import type { z } from 'zod';
import { groupBy } from '../../../../core/lists.ts';
import type { covered } from '../../../contract/covered.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showCount, showPercent } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import type { OpenedFigure } from './opened-figure.ts';

type Way = z.output<(typeof covered.read)['answer']>['certification'][number];

/** Each window by the ways of certifying, and those who did not. */
export function CertificationPanel({
  ways,
  open,
}: {
  ways: readonly Way[];
  open: (one: OpenedFigure) => void;
}) {
  const { t } = useWords();
  const windows = [...groupBy(ways, ({ year, half }) => `${year}-${half}`).values()];
  return (
    <Panel title={t('covered.certification')} aside={t('covered.last-year')} isFlush>
      {windows.length === 0 ? (
        <Placeholder>{t('covered.no-window')}</Placeholder>
      ) : (
        <table className="plain covered-table">
          <thead>
            <tr>
              <th>{t('covered.window')}</th>
              <th>{t('covered.way')}</th>
              <th className="right">{t('covered.people')}</th>
              <th className="right">{t('covered.share-of-due')}</th>
            </tr>
          </thead>
          <tbody>
            {windows.flatMap((own) =>
              own
                .filter(({ people }) => people > 0)
                .map(
                  ({ year, half, way, title, people, due_people: due, is_certified: isCertified }, place) => (
                    <tr key={`${year} ${half} ${way}`}>
                      <td>
                        {place === 0
                          ? t(`covered.half-${half === 1 ? 1 : 2}`, { year, n: showCount(due) })
                          : ''}
                      </td>
                      <td className={isCertified ? '' : 'differs'}>
                        <Chinese>{title}</Chinese>
                      </td>
                      <td className="right">
                        <button
                          type="button"
                          className="link"
                          onClick={() =>
                            open({
                              figure: { of: 'certification', year, half, way },
                              title: `${year}-${half} ${title}`,
                            })
                          }
                        >
                          {showCount(people)}
                        </button>
                      </td>
                      <td className="right">{due === 0 ? '—' : showPercent(people / due, 2)}</td>
                    </tr>
                  ),
                ),
            )}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
