import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Language } from '../../../../core/words/language.ts';
import type { Attention } from '../../../contract/nights.ts';
import { useWords, type Words } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { dayInSentence } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useSession } from '../../shell/session.tsx';
import { ReleaseRule } from './release-rule.tsx';

/** How many are shown before the rest is asked for. */
const SHOWN = 6;

/** Signs that need no language; a term has a word for its sign. */
const MARKS: Readonly<Record<Attention['kind'], string | null>> = {
  'held-rule': '!',
  'refused-file': '!',
  'stale-source': '!',
  'control-total': '≠',
  'repeated-defect': '↺',
  'batch-due': null,
  'unregistered-batch': null,
  'waiting-words': '?',
  'number-repairs': '≈',
  'delivery-question': '?',
};

const CALM = new Set<Attention['kind']>([
  'repeated-defect',
  'batch-due',
  'unregistered-batch',
  'number-repairs',
]);

/** What of the night wants a person, each with the way to it. */
export function AttentionPanel({ attention }: { attention: readonly Attention[] }) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? attention : attention.slice(0, SHOWN);
  return (
    <Panel title={t('today.attention')} aside={t('today.attention-aside', { n: attention.length })}>
      {attention.length === 0 ? <Placeholder>{t('today.attention-none')}</Placeholder> : null}
      <ul className="today-attention">
        {shown.map((one) => (
          <Item key={JSON.stringify(one)} one={one} />
        ))}
      </ul>
      {attention.length > SHOWN ? (
        <button type="button" className="link" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('today.fewer') : t('today.others', { n: attention.length - SHOWN })}
        </button>
      ) : null}
    </Panel>
  );
}

function Item({ one }: { one: Attention }) {
  const words = useWords();
  const { head, text, way } = tell(one, words);
  return (
    <li>
      <span className={`chip ${CALM.has(one.kind) ? 'is-teal' : 'is-ochre'}`} aria-hidden="true">
        {MARKS[one.kind] ?? words.t('today.mark-due')}
      </span>
      <div>
        <strong>{head}</strong>
        <p>
          {text} {way}
        </p>
      </div>
    </li>
  );
}

interface AttentionText {
  head: ReactNode;
  text: ReactNode;
  way: ReactNode;
}

function tell(one: Attention, words: Words): AttentionText {
  const { t, pick, language } = words;
  const titleOf = (it: { title: string; english: string }): string =>
    language === 'zh' ? it.title : it.english;
  switch (one.kind) {
    case 'stale-source':
      return {
        head: t('today.stale-head', { title: titleOf(one), n: one.days }),
        text: t('today.stale-text', { day: sayUntil(one.data_until, language) }),
        way: <To page="sources" path={`/sources?source=${one.source}`} text={t('today.stale-way')} />,
      };
    case 'control-total': {
      const show = one.is_money ? showYuan : showCount;
      return {
        head: t('today.total-head', { header: one.header }),
        text: (
          <>
            <span lang="zh-CN">{one.file}</span>
            {t('today.total-text', {
              stated: show(one.stated),
              read: show(one.read),
              difference: show(Math.abs(one.read - one.stated)),
            })}
          </>
        ),
        way: <To page="sources" path={`/sources?source=${one.source ?? ''}`} text={t('today.total-way')} />,
      };
    }
    case 'repeated-defect':
      return {
        head: t('today.defect-head', { title: titleOf(one), n: one.times }),
        text: t('today.defect-text', { all: one.defects, n: one.repeated }),
        way: (
          <To
            page="sources"
            path={`/sources?tab=senders&sender=${one.source}`}
            text={t('today.defect-way')}
          />
        ),
      };
    case 'batch-due':
      return {
        head: (
          <>
            <span lang="zh-CN">{one.title}</span>
            {one.due_on === null ? null : t('today.batch-head', { day: dayInSentence(one.due_on, language) })}
          </>
        ),
        text: t('today.batch-text', { all: one.items, n: one.answered, left: one.items - one.answered }),
        way: (
          <To
            page="batches"
            path={`/batches/${encodeURIComponent(one.batch_id)}`}
            text={t('today.batch-way')}
          />
        ),
      };
    case 'unregistered-batch':
      return {
        head: t('today.unregistered-head'),
        text: (
          <>
            <span lang="zh-CN">{one.file}</span>
            {t('today.unregistered-text', { n: one.items })}
          </>
        ),
        way: <To page="batches" path="/batches" text={t('today.unregistered-way')} />,
      };
    case 'held-rule':
      return {
        head: t('today.held-head', { title: titleOf(one) }),
        text: pick(one.reason),
        way: <ReleaseRule rule={one} />,
      };
    case 'refused-file':
      return {
        head: t('today.refused-head'),
        text: (
          <>
            <span lang="zh-CN">{one.file}</span>
            <br />
            {pick(one.reason).split(/(?<=。)|(?<=\.)\s|\n/)[0]}
          </>
        ),
        way: <To page="files" path="/files?fate=refused" text={t('today.refused-way')} />,
      };
    case 'waiting-words':
      return {
        head: t('today.words-head', { n: one.count }),
        text: (
          <Chinese>
            {t('today.words-text', {
              words: one.first
                .map(({ column, word, rows }) =>
                  t('today.words-one', {
                    column: pick(column),
                    word: word === '' ? t('words.blank') : `“${word}”`,
                    n: rows,
                  }),
                )
                .join(t('today.words-and')),
              more: one.count > one.first.length ? t('today.words-more') : '',
            })}
          </Chinese>
        ),
        way: <To page="words" path="/words" text={t('today.words-way')} />,
      };
    case 'delivery-question':
      return {
        head: t(`today.question-${one.asks}`, { n: one.rows }),
        text: (
          <>
            <span lang="zh-CN">
              {one.file} → {one.by}
            </span>
            <span className="today-readings">
              {one.readings.map((reading) => (
                <span key={reading.en}>{pick(reading)}</span>
              ))}
            </span>
          </>
        ),
        way: <To page="files" path="/files#overlaps" text={t('today.question-way')} />,
      };
    case 'number-repairs':
      return {
        head: t('today.repairs-head', { n: one.count }),
        text: t('today.repairs-text'),
        way: <To page="sources" path="/sources?tab=repairs" text={t('today.repairs-way')} />,
      };
  }
}

function To({ page, path, text }: { page: string; path: string; text: string }) {
  const { pages } = useSession();
  return pages.some((one) => one.page === page) ? <Link to={path}>{text}</Link> : null;
}

/** Until when a source speaks: a day, or a month that it covers to its end. */
function sayUntil(until: string, language: Language): string {
  if (until.length === 10) return dayInSentence(until, language);
  const [year = 0, month = 1] = until.split('-').map(Number);
  return dayInSentence(new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10), language);
}
