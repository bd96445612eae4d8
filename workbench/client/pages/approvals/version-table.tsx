import { lastOf } from '../../../../core/lists.ts';
import { monthsBetween } from '../../../../core/month.ts';
import type { ApprovalDocument, Compared } from '../../../contract/approvals.ts';
import type { Values } from '../../language/fill.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';

/** What changed since the version before; the first version says that it is one. */
export function VersionTable({ document }: { document: ApprovalDocument }) {
  const { t, pick } = useWords();
  const { earlier, version } = document;
  if (earlier === null) {
    return document.kind === 'decision' ? <p className="is-muted">{t('approvals.first-version')}</p> : null;
  }
  const show = (value: Compared['now'], field: Compared['field']): string => {
    if (value === null) return '—';
    if (typeof value === 'number') return field === 'amount' ? showYuan(value) : String(value);
    return Array.isArray(value) ? tellMonths(value, t) : pick(value);
  };
  const by = earlier.is_me ? t('approvals.you') : (earlier.by ?? '');
  const told =
    earlier.outcome === 'rejected'
      ? t('approvals.returned-by', {
          version: earlier.version,
          on: earlier.on ?? '',
          name: by,
          reason: earlier.reason ?? '',
        })
      : t(`approvals.earlier-${earlier.outcome}`, { version: earlier.version });
  return (
    <Panel title={t('approvals.compared')} aside={<Chinese>{told}</Chinese>} isFlush>
      <table className="plain versions">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('approvals.field')}</span>
            </th>
            <th scope="col">{t('approvals.version', { n: earlier.version })}</th>
            <th scope="col">{t('approvals.version-now', { n: version ?? 0 })}</th>
          </tr>
        </thead>
        <tbody>
          {earlier.rows.map(({ field, before, now, is_changed }) => (
            <tr key={field} className={is_changed ? 'is-contrary' : ''}>
              <th scope="row">{t(`approvals.field-${field}`)}</th>
              <td>
                <Chinese>{show(before, field)}</Chinese>
              </td>
              <td>
                {is_changed ? (
                  <strong>
                    <Chinese>{show(now, field)}</Chinese>
                  </strong>
                ) : (
                  <span className="is-muted">{t('approvals.unchanged')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** A run of months as its ends; months with gaps between them one by one. */
function tellMonths(months: readonly number[], t: (key: string, values?: Values) => string): string {
  const [first, last] = [months[0], lastOf(months)];
  if (first === undefined || last === undefined) return '—';
  const isRun = monthsBetween(first, last) === months.length - 1;
  if (!isRun || months.length < 3) return months.map(showMonth).join(t('approvals.and'));
  return t('approvals.month-range', { from: showMonth(first), to: showMonth(last), n: months.length });
}
