import { Link } from 'react-router';
import type { Today } from '../../../contract/nights.ts';
import { writeQueueAddress } from '../../../contract/queue.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSession } from '../../shell/session.tsx';
import { Bars } from './bars.tsx';

type Night = NonNullable<Today['night']>;
type Rule = Night['rules'][number];

/** What each rule finds beside the night before; the column of money adds up to the sentence. */
export function ChangesPanel({ night }: { night: Night }) {
  const { t, language } = useWords();
  const { sentence } = night;
  // what moved stands first; within both parts the order of the rule pack stays
  const rules = [...night.rules].sort((one, other) => Number(moved(other)) - Number(moved(one)));
  const sum = (pick: (rule: Rule) => number): number => rules.reduce((total, rule) => total + pick(rule), 0);
  const showsChanged = sentence.changed > 0;
  return (
    <Panel
      title={t('today.changes')}
      aside={t('today.changes-aside', { all: night.rule_count, n: rules.length })}
      actions={<Link to="/rules">{t('today.all-rules')}</Link>}
      isFlush
    >
      <table className="plain today-table">
        <thead>
          <tr>
            <th>{t('today.rule')}</th>
            <th className="right">{t('today.same')}</th>
            {showsChanged ? <th className="right">{t('today.changed')}</th> : null}
            <th className="right">{t('today.new')}</th>
            <th className="right">{t('today.withdrawn')}</th>
            <th className="right">{t('today.now')}</th>
            <th className="right">{t('today.new-claim')}</th>
            <th className="today-past">{t('today.nights')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.rule_id}>
              <td>
                <Link
                  to={`/rules?rule=${rule.rule_id}`}
                  className="today-plain"
                  lang={language === 'zh' ? undefined : 'en'}
                >
                  {language === 'zh' ? rule.title : rule.english}
                </Link>
                {rule.is_held ? <span className="chip is-ochre">{t('today.held')}</span> : null}
              </td>
              <Count count={rule.unchanged} />
              {showsChanged ? <Count count={rule.changed} /> : null}
              <td className="right">
                <NewCount rule={rule} />
              </td>
              <td className={`right ${rule.withdrawn === 0 ? 'is-muted' : ''}`}>
                {rule.withdrawn === 0 ? '0' : showCount(-rule.withdrawn)}
              </td>
              <Count count={rule.findings} />
              <td className="money">
                <NewMoney rule={rule} />
              </td>
              <td className="today-past">
                <Bars
                  past={rule.past}
                  label={t('today.past-label', { n: rule.new, nights: rule.past.length })}
                />
              </td>
            </tr>
          ))}
          <tr>
            <td className="is-muted" colSpan={showsChanged ? 6 : 5}>
              {t('today.overlap')}
            </td>
            <td className={`money ${night.overlap_fen === 0 ? 'is-zero' : ''}`}>
              {showYuan(night.overlap_fen === 0 ? 0 : -night.overlap_fen)}
            </td>
            <td />
          </tr>
          <tr className="is-total">
            <td>{t('shell.total')}</td>
            <td className="right">{showCount(sum((rule) => rule.unchanged))}</td>
            {showsChanged ? <td className="right">{showCount(sum((rule) => rule.changed))}</td> : null}
            <td className="right">{signed(sentence.new)}</td>
            <td className="right">{showCount(-sentence.withdrawn || 0)}</td>
            <td className="right">{showCount(sentence.findings)}</td>
            <td className="money">
              <Total night={night} />
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}

/** The rules' own columns less the overlap must be the sentence's money; if not, the place says so. */
function Total({ night: { rules, overlap_fen: overlap, sentence } }: { night: Night }) {
  const { t } = useWords();
  const added = rules.reduce((total, rule) => total + (rule.new_fen ?? 0), 0) - overlap;
  if (added === sentence.new_fen) return <>{showYuan(added)}</>;
  return (
    <span className="differs">{t('today.not-tied', { money: showYuan(added - sentence.new_fen) })}</span>
  );
}

function NewCount({ rule }: { rule: Rule }) {
  const { pages } = useSession();
  if (rule.new === 0) return <span className="is-muted">0</span>;
  const text = signed(rule.new);
  return pages.some(({ page }) => page === 'queue') ? (
    <Link className="today-new" to={`/queue?${writeQueueAddress({ view: 'new', rule: rule.rule_id })}`}>
      {text}
    </Link>
  ) : (
    <strong>{text}</strong>
  );
}

/** A claim is bold; money at risk is grey and no claim; money owed to people is violet, with its word. */
function NewMoney({ rule }: { rule: Rule }) {
  const { t } = useWords();
  const { new_fen: fen, new_owed_fen: owed, new_possible_fen: possible, new_at_risk_fen: atRisk } = rule;
  const due =
    owed !== null && owed > 0 ? (
      <span className="is-owed-to-person">{t('today.owed', { money: showYuan(owed) })}</span>
    ) : null;
  if (fen !== null) {
    return (
      <>
        <strong>{showYuan(fen)}</strong> {due}
      </>
    );
  }
  if (due !== null) return due;
  if (possible !== null && possible > 0)
    return <span className="is-muted">{t('today.possible', { money: showYuan(possible) })}</span>;
  if (atRisk !== null && atRisk > 0)
    return <span className="is-muted">{t('today.at-risk', { money: showYuan(atRisk) })}</span>;
  return <span className="is-muted">—</span>;
}

function Count({ count }: { count: number }) {
  return <td className={`right ${count === 0 ? 'is-muted' : ''}`}>{showCount(count)}</td>;
}

const moved = (rule: Rule): boolean => rule.new + rule.changed + rule.withdrawn > 0;

const signed = (count: number): string => (count > 0 ? `+${showCount(count)}` : '0');
