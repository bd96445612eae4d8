import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import type { OpenSheet } from '../../../contract/columns.ts';
import { useWords } from '../../language/language.tsx';
import { Panel } from '../../parts/panel.tsx';
import { FileColumns } from '../sources/file-columns.tsx';

/** So many headers are named of one sheet. */
const NAMED = 8;

/** Lists that nobody knows and columns that are not read; one is opened to say what it is, over its first rows. */
export function OpenSheets({ open }: { open: readonly OpenSheet[] }) {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const chosen = open.find(({ hash }) => hash === search.get('file'))?.hash ?? null;
  if (open.length === 0) return null;
  const waiting = open.filter((one) => one.is_waiting && !one.is_taught).length;
  return (
    <Panel title={t('words.sheets')} aside={t('words.sheets-aside', { n: waiting })} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('sources.file')}</th>
            <th>{t('words.headers')}</th>
            <th>{t('sources.status')}</th>
            <th aria-label={t('words.explain')} />
          </tr>
        </thead>
        <tbody>
          {open.map((one) => (
            <tr key={`${one.hash}/${one.sheet}/${one.is_waiting}`}>
              <td lang="zh-CN" className="words-example">
                {one.file}
                {one.sheet === '' ? '' : ` · ${one.sheet}`}
              </td>
              <td lang="zh-CN" className="words-example">
                {one.headers.slice(0, NAMED).join('、')}
                {one.headers.length > NAMED ? '…' : ''}
              </td>
              <td>
                {one.is_taught ? (
                  <span className="ties">✓ {t('words.sheet-taught')}</span>
                ) : one.is_waiting ? (
                  <span className="differs">{t('words.sheet-waits')}</span>
                ) : (
                  <span className="is-muted">{t('words.sheet-unread')}</span>
                )}
              </td>
              <td className="right">
                <Button
                  size="small"
                  onClick={() => setSearch(chosen === one.hash ? {} : { file: one.hash })}
                  aria-expanded={chosen === one.hash}
                >
                  {t(chosen === one.hash ? 'words.close' : 'words.explain')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen === null ? null : (
        <div className="words-sheet">
          <FileColumns key={chosen} hash={chosen} />
        </div>
      )}
    </Panel>
  );
}
