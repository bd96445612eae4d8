import { Link } from 'react-router';
import type { PersonAnswer, PersonLine } from '../../../contract/people.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';

/** One person: what to say on the telephone first, then all that is known, by month, then the lists that name them. */
export function PersonStory({ found }: { found: PersonAnswer }) {
  const { t, pick, language } = useWords();
  const { person, cases, items, lists, lines } = found;
  return (
    <>
      <Panel
        title={<Chinese>{person.name}</Chinese>}
        aside={
          <Chinese>
            {[
              person.resident_id,
              person.born_on === null ? '' : t('people.born', { year: person.born_on }),
              person.township ?? '',
              person.village ?? '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </Chinese>
        }
      >
        <p className="people-answer" role="status">
          {cases.length > 0
            ? t('people.answer-case', { n: cases.length })
            : found.findings > 0
              ? t('people.answer-finding', { n: found.findings })
              : items.length > 0
                ? t('people.answer-item')
                : t('people.answer-none')}
        </p>
        <ul className="people-ways">
          {cases.map((one) => (
            <li key={one.case_id}>
              <Link to={`/cases/${one.case_id}`}>
                {one.case_id} {pick(one.status_title)}
              </Link>
              {one.outstanding_fen > 0
                ? ` ${t('people.outstanding', { yuan: showYuan(one.outstanding_fen) })}`
                : ''}
            </li>
          ))}
          {items.map((one) => (
            <li key={`${one.batch_id} ${one.item_number}`}>
              <Link to={`/batches/${encodeURIComponent(one.batch_id)}`}>
                <Chinese>{one.title}</Chinese>
              </Link>{' '}
              {t('people.item', { n: one.item_number })} {pick(one.status_title)}
            </li>
          ))}
        </ul>
        <p className="is-muted">{t('people.recorded')}</p>
      </Panel>
      <Panel isFlush title={t('people.story')} aside={t('people.as-of', { on: found.as_of })}>
        {lines.length === 0 ? <Placeholder>{t('people.no-lines')}</Placeholder> : null}
        <table className="plain people-story">
          <tbody>
            {lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and do not move
              <tr key={place} className={`is-${line.kind}`}>
                <th scope="row" className="nowrap">
                  {line.on ??
                    `${showMonth(line.month)}${line.until === null ? '' : ` – ${showMonth(line.until)}`}`}
                </th>
                <td>
                  <span className="chip">{t(`people.kind-${line.kind}`)}</span>
                </td>
                <td>
                  <Text line={line} />
                </td>
                <td className="money">{line.amount_fen === null ? '' : showYuan(line.amount_fen)}</td>
                <td className="is-muted">
                  <Where line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel isFlush title={t('people.lists')} aside={t('people.lists-aside')}>
        <table className="plain">
          <tbody>
            {lists.map((list) => (
              <tr key={list.title}>
                <td>{language === 'zh' ? list.title : list.english}</td>
                <td className="right">{t('people.rows', { n: list.rows })}</td>
                <td lang="zh-CN" className="is-muted">
                  {list.place === null ? '' : list.place.file}
                </td>
                <td className="is-muted">
                  {list.place === null ? '' : t('case.row', { n: list.place.row })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

function Text({ line }: { line: PersonLine }) {
  const { t } = useWords();
  if (line.kind === 'paid' || line.kind === 'not-paid') {
    const what = t(line.text === 'arrears' ? 'people.arrears' : `people.${line.kind}`);
    return <>{line.times === 1 ? what : t('people.times', { what, n: line.times })}</>;
  }
  return <Chinese>{line.text}</Chinese>;
}

function Where({ line }: { line: PersonLine }) {
  const { t } = useWords();
  if (line.case_id !== null) return <Link to={`/cases/${line.case_id}`}>{line.case_id}</Link>;
  if (line.place === null) return null;
  return (
    <>
      <span lang="zh-CN">{line.place.file}</span> {t('case.row', { n: line.place.row })}
    </>
  );
}
