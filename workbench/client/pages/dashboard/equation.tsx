import { useId } from 'react';
import type { FigureName, Overview, Tie } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showPercent, showYuan } from '../../parts/figures.ts';
import { HatchPattern } from '../../parts/hatch.tsx';
import { Strength } from '../../parts/strength.tsx';
import { COLOUR } from '../../theme/tokens.ts';
import { FigureLink, MoneyLink, Tied } from './figure-link.tsx';
import { PartsBar } from './parts-bar.tsx';

interface Term {
  figure: FigureName;
  sign: '' | '−' | '+' | '=';
  fen: number;
  mark: string | null;
  tone: string;
  parts: readonly Tie['part'][];
  under: string;
}

/** What is owed and what became of it: one equation, one bar, and what vouches for them. */
export function Equation({ overview }: { overview: Overview }) {
  const words = useWords();
  const { t } = words;
  const { equation, counts, refund_due_fen } = overview;
  const cases = (figure: FigureName) => words.t('dashboard.cases', { n: showCount(counts[figure].cases) });
  const owed = equation.opening_fen + equation.assessed_fen;
  const share = owed > 0 ? showPercent(equation.repaid_fen / owed, 1) : '—';
  const terms: Term[] = [
    {
      figure: 'assessed',
      sign: equation.opening_fen === 0 ? '' : '+',
      fen: equation.assessed_fen,
      mark: COLOUR.ink,
      tone: '',
      parts: ['equation', 'ledger'],
      under: t('dashboard.cases-people', {
        cases: showCount(counts.assessed.cases),
        people: showCount(counts.assessed.people),
      }),
    },
    {
      figure: 'repaid',
      sign: '−',
      fen: equation.repaid_fen,
      mark: COLOUR.blue,
      tone: 'is-recovered',
      parts: ['bank'],
      under: t('dashboard.share-of-owed', { share }),
    },
    {
      figure: 'offset',
      sign: '−',
      fen: equation.offset_fen,
      mark: COLOUR.lightBlue,
      tone: '',
      parts: [],
      under: cases('offset'),
    },
    {
      figure: 'written-off',
      sign: '−',
      fen: equation.written_off_fen,
      mark: COLOUR.grey,
      tone: '',
      parts: [],
      under: cases('written-off'),
    },
    {
      figure: 'refunded',
      sign: '+',
      fen: equation.refunded_fen,
      mark: null,
      tone: '',
      parts: [],
      under: cases('refunded'),
    },
    {
      // what came in too much in one case pays nobody else's debt
      figure: refund_due_fen === 0 ? 'outstanding' : 'owed',
      sign: '=',
      fen: equation.outstanding_fen + refund_due_fen,
      mark: 'hatch',
      tone: 'is-out',
      parts: ['equation', 'ledger'],
      under: t('dashboard.cases-overdue', {
        cases: showCount(counts.owed.cases),
        overdue: showCount(counts.overdue.cases),
      }),
    },
  ];
  if (refund_due_fen !== 0) {
    terms.push({
      figure: 'over-repaid',
      sign: '−',
      fen: refund_due_fen,
      mark: null,
      tone: 'is-owed-to-person',
      parts: [],
      under: cases('over-repaid'),
    });
  }
  if (equation.opening_fen !== 0) {
    terms.unshift({
      figure: 'opening',
      sign: '',
      fen: equation.opening_fen,
      mark: null,
      tone: '',
      parts: ['equation'],
      under: cases('opening'),
    });
  }
  return (
    <section className="panel equation" aria-label={t('dashboard.equation')}>
      <dl className="terms">
        {terms.map(({ figure, sign, fen, mark, tone, parts, under }) => (
          <div key={figure}>
            <dt>
              {mark === null ? null : <Mark colour={mark} />}
              {t(`dashboard.figure-${figure}`)}
            </dt>
            <dd>
              <span className="sign" aria-hidden={sign === ''}>
                {sign}
              </span>
              <strong className={tone} data-figure={figure}>
                <Tied overview={overview} parts={parts}>
                  <FigureLink shown={{ figure }} count={counts[figure].cases}>
                    {showYuan(fen)}
                  </FigureLink>
                </Tied>
              </strong>
              <small>{under}</small>
            </dd>
          </div>
        ))}
      </dl>
      <EquationBar overview={overview} />
      <div className="foot">
        <Ties overview={overview} />
        <Strengths overview={overview} />
      </div>
    </section>
  );
}

function Mark({ colour }: { colour: string }) {
  const id = useId();
  return (
    <svg className="mark" viewBox="0 0 12 12" aria-hidden="true">
      <defs>
        <HatchPattern id={id} />
      </defs>
      <rect width="12" height="12" rx="2" fill={colour === 'hatch' ? `url(#${id})` : colour} />
    </svg>
  );
}

/** Repaid, offset, written off and still out, as parts of one bar. */
function EquationBar({ overview: { equation, refund_due_fen } }: { overview: Overview }) {
  const { t } = useWords();
  return (
    <div className="wide-bar">
      <PartsBar
        label={t('dashboard.equation')}
        parts={[
          [equation.repaid_fen - equation.refunded_fen, COLOUR.blue],
          [equation.offset_fen, COLOUR.lightBlue],
          [equation.written_off_fen, COLOUR.grey],
          [equation.outstanding_fen + refund_due_fen, 'hatch'],
        ]}
        height={16}
      />
    </div>
  );
}

const SHOWN_TIES: readonly Tie['part'][] = ['equation', 'ledger', 'bank'];

function Ties({ overview }: { overview: Overview }) {
  const { t, pick } = useWords();
  const shown = overview.ties.filter((tie) => SHOWN_TIES.includes(tie.part) || !tie.holds);
  return (
    <ul className="tie-list">
      {shown.map((tie) => (
        <li key={tie.part} className={tie.holds ? 'ties' : 'differs'}>
          {tie.holds ? '✓ ' : '✗ '}
          {tie.holds
            ? pick(tie)
            : t('dashboard.tie-broken', {
                what: pick(tie),
                off: tie.unit === '分' ? t('dashboard.yuan', { yuan: showYuan(tie.off) }) : tie.off,
              })}
          {tie.part === 'equation' && tie.holds ? t('dashboard.off-zero') : null}
          {tie.part === 'bank' && tie.holds && overview.bank_until !== null
            ? t('dashboard.bank-until', { day: overview.bank_until })
            : null}
        </li>
      ))}
    </ul>
  );
}

/** Money on a sure link and money on a weaker one are never one figure. */
function Strengths({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const of = (strength: Overview['strengths'][number]['strength']) =>
    overview.strengths.find((row) => row.strength === strength);
  const unlinked = of('unlinked');
  return (
    <span className="strengths">
      {t('dashboard.of-which')}
      <Strength strength="confirmed" />
      <MoneyLink
        fen={of('confirmed')?.assessed_fen ?? 0}
        shown={{ figure: 'assessed', strength: 'confirmed' }}
      />
      <Strength strength="probable" />
      {t('dashboard.and-weaker')}
      <MoneyLink fen={of('weak')?.assessed_fen ?? 0} shown={{ figure: 'assessed', strength: 'weak' }} />
      {unlinked !== undefined && unlinked.assessed_fen !== 0 ? (
        <>
          {t('dashboard.unlinked')}
          <MoneyLink fen={unlinked.assessed_fen} shown={{ figure: 'assessed', strength: 'unlinked' }} />
        </>
      ) : null}
    </span>
  );
}
