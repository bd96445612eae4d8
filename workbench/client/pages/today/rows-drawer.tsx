import { Drawer } from 'antd';
import { nights, type Today } from '../../../contract/nights.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Placeholder } from '../../parts/placeholder.tsx';

type Line = NonNullable<Today['night']>['sources'][number];

export interface WantedNightRows {
  kind: 'refused' | 'ignored' | 'totals';
  line: Pick<Line, 'source' | 'received' | 'used' | 'refused' | 'ignored'>;
  title: string;
}

/** The rows behind a figure: what was refused and why, what was ignored and as what, whose totals differ. */
export function NightRowsDrawer({
  wanted,
  onClose,
}: {
  wanted: WantedNightRows | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Drawer
      open={wanted !== null}
      onClose={onClose}
      size={760}
      destroyOnHidden
      title={wanted ? `${wanted.title} · ${t(`today.drawer-${wanted.kind}`)}` : ''}
    >
      {wanted ? <Rows wanted={wanted} /> : null}
    </Drawer>
  );
}

function Rows({ wanted: { kind, line } }: { wanted: WantedNightRows }) {
  if (kind === 'totals') return <StatedTotals source={line.source ?? ''} />;
  const query = line.source === null ? {} : { source: line.source };
  return kind === 'refused' ? <RefusedRows query={query} /> : <IgnoredRows query={query} />;
}

export function RefusedRows({ query }: { query: { source?: string; file_no?: number } }) {
  const { t, pick } = useWords();
  const answer = useAnswer(nights.refused, { query });
  return (
    <Answered answer={answer}>
      {({ total, rows }) => (
        <>
          <p className="is-muted">{t('today.drawer-masked', { n: showCount(total) })}</p>
          {rows.length === 0 ? <Placeholder>{t('today.whole-file')}</Placeholder> : null}
          {rows.map((row) => (
            <section className="today-row" key={`${row.file}/${row.sheet}/${row.row}`}>
              <h3>
                <span lang="zh-CN">
                  {row.file}
                  {row.sheet === '' ? '' : ` · ${row.sheet}`}
                </span>{' '}
                · {t('today.row', { n: row.row })}
              </h3>
              <p className="is-out">{pick(row.reason)}</p>
              <dl lang="zh-CN">
                {row.cells
                  .filter(({ value }) => value !== '')
                  .map(({ header, value }) => (
                    <div key={header}>
                      <dt>{header}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </>
      )}
    </Answered>
  );
}

export function IgnoredRows({ query }: { query: { source?: string; file_no?: number } }) {
  const { t, has } = useWords();
  const answer = useAnswer(nights.ignored, { query });
  return (
    <Answered answer={answer}>
      {({ rows }) => (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('today.file')}</th>
              <th className="right">{t('today.row-head')}</th>
              <th>{t('today.as-what')}</th>
              <th>{t('today.what-stands')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.file}/${row.sheet}/${row.row}`}>
                <td lang="zh-CN">{row.file}</td>
                <td className="right">{row.row}</td>
                <td>{has(`today.kind-${row.kind}`) ? t(`today.kind-${row.kind}`) : row.kind}</td>
                <td lang="zh-CN" className="today-wrap">
                  {row.text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Answered>
  );
}

function StatedTotals({ source }: { source: string }) {
  const { t } = useWords();
  const answer = useAnswer(nights.totals, { query: { source } });
  return (
    <Answered answer={answer}>
      {({ totals }) => (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('today.file')}</th>
              <th>{t('today.column')}</th>
              <th className="right">{t('today.stated')}</th>
              <th className="right">{t('today.added')}</th>
              <th className="right">{t('today.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {totals.map((total) => {
              const show = total.is_money ? showYuan : showCount;
              const isOff = total.stated !== total.read;
              return (
                <tr
                  key={`${total.file}/${total.sheet}/${total.header}`}
                  className={isOff ? 'is-contrary' : ''}
                >
                  <td lang="zh-CN">
                    {total.file}
                    {total.sheet === '' ? '' : ` · ${total.sheet}`}
                  </td>
                  <td lang="zh-CN">{total.header}</td>
                  <td className="money">{show(total.stated)}</td>
                  <td className="money">{show(total.read)}</td>
                  <td className={isOff ? 'money differs' : 'money ties'}>
                    {isOff ? show(total.read - total.stated) : '✓'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Answered>
  );
}
