import { monthOfYear, yearOf } from '../../../../../core/month.ts';
import type { Timeline } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import type { TimelineLayout } from './lay-out.ts';

const FULL = 30;
const DIGITS = 15;
const YEAR = 46;

/** Months below the line; years under the first month of each. */
export function AxisLabels({ timeline, layout }: { timeline: Timeline; layout: TimelineLayout }) {
  const { t, language } = useWords();
  const { months } = timeline;
  const { step, rows, xOf } = layout;
  const nameOf = (month: number) => {
    if (step < FULL) return String(monthOfYear(month));
    if (language === 'zh') return t('case.month-n', { n: monthOfYear(month) });
    return new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(
      Date.UTC(2000, monthOfYear(month) - 1),
    );
  };
  return (
    <g className="axis">
      <text x="6" y={rows.axis} className="row-name">
        {t('case.row-axis')}
      </text>
      {months.map((month, place) => {
        const isFirst = place === 0 || monthOfYear(month) === 1;
        const isCramped = layout.width - xOf(month) < YEAR;
        return (
          <g key={month}>
            {step >= DIGITS || monthOfYear(month) === 1 || monthOfYear(month) === 7 ? (
              <text x={xOf(month) + step / 2} y={rows.axis} textAnchor="middle">
                {nameOf(month)}
              </text>
            ) : null}
            {isFirst ? (
              <text
                x={isCramped ? layout.width - 6 : xOf(month) + (step < 50 ? 2 : step / 2)}
                y={rows.axis + 15}
                textAnchor={isCramped ? 'end' : step < 50 ? 'start' : 'middle'}
                className="year"
              >
                {t('case.year-n', { n: yearOf(month) })}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}
