import { Button } from 'antd';
import { users as contract, type Matrix } from '../../../contract/users.ts';
import { saveFile } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';

/** Which role may open, do and ask what. It is read off the tables that decide; nobody sets anything here. */
export function MatrixPanel() {
  const { t } = useWords();
  const answer = useAnswer(contract.matrix);
  return (
    <>
      <p className="matrix-note">
        {t('users.matrix-note')}
        <Button onClick={() => void saveFile(contract.matrixFile, { query: { format: 'xlsx' } })}>
          {t('users.download-workbook')}
        </Button>
        <Button onClick={() => void saveFile(contract.matrixFile, { query: { format: 'csv' } })}>
          {t('users.download-text')}
        </Button>
      </p>
      <Answered answer={answer} rows={14}>
        {(matrix) => (
          <>
            {matrix.parts.map((part) => (
              <Part key={part.part} matrix={matrix} part={part} />
            ))}
          </>
        )}
      </Answered>
    </>
  );
}

function Part({ matrix, part }: { matrix: Matrix; part: Matrix['parts'][number] }) {
  const { t, pick, has } = useWords();
  const titleOf = ({ key, title }: { key: string; title: { zh: string; en: string } }) =>
    part.part === 'pages' && has(`shell.page-${key}`) ? t(`shell.page-${key}`) : pick(title);
  return (
    <Panel title={t(`users.part-${part.part}`)} aside={t('users.rows', { n: part.rows.length })} isFlush>
      <table className="plain matrix" data-part={part.part}>
        <thead>
          <tr>
            <th scope="col">{t('users.matrix-what')}</th>
            {matrix.roles.map(({ role }) => (
              <th scope="col" key={role} className="mark">
                {t(`shell.role-${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" title={row.key}>
                <span {...(part.part === 'endpoints' ? { lang: 'en' } : {})}>{titleOf(row)}</span>{' '}
                <small className="is-muted number">{row.key}</small>
              </th>
              {row.by_chain ? (
                <td colSpan={matrix.roles.length} className="is-muted">
                  {t('users.by-chain')}
                </td>
              ) : (
                matrix.roles.map(({ role }) => (
                  <td key={role} className="mark">
                    {row.roles.includes(role) ? <span title={t('users.may')}>✓</span> : null}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
