import { Link } from 'react-router';
import type { AuditEntry } from '../../../contract/audit.ts';
import { useWords, type Words } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showYuan } from '../../parts/figures.ts';
import { useRight } from '../../shell/session.tsx';

/** Records of the chain: when, who, what, about which subject, what changed and why. */
export function RecordTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useWords();
  return (
    <table className="plain records">
      <thead>
        <tr>
          <th scope="col" className="right">
            {t('audit.head-seq')}
          </th>
          <th scope="col">{t('audit.head-time')}</th>
          <th scope="col">{t('audit.head-person')}</th>
          <th scope="col">{t('audit.head-action')}</th>
          <th scope="col">{t('audit.head-subject')}</th>
          <th scope="col">{t('audit.head-change')}</th>
          <th scope="col">{t('audit.head-reason')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Record key={entry.seq} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Record({ entry }: { entry: AuditEntry }) {
  const words = useWords();
  const { seq, at, actor_name, actor, on_behalf_of, via, changes, reason, hash } = entry;
  return (
    <tr data-seq={seq} title={hash}>
      <td className="right number">{seq}</td>
      <td className="number time">{showStamp(at)}</td>
      <td>
        {actor === 'nightly' ? words.t('audit.the-night') : <span lang="zh-CN">{actor_name}</span>}
        {on_behalf_of === null ? null : ` (${words.t('audit.for', { user: on_behalf_of })})`}
        <small className="is-muted">{actor === actor_name ? via : `${actor} · ${via}`}</small>
      </td>
      <td>{typeOf(words, entry.type)}</td>
      <td className="number">
        <Subject entry={entry} />
      </td>
      <td>
        {changes.map(({ field, before, after }) => (
          <span className="change" key={`${field}${after}`}>
            <span className="is-muted">{fieldOf(words, field)}</span>{' '}
            {before === null ? null : (
              <>
                {inWords(words, field, before)}
                {' → '}
              </>
            )}
            {inWords(words, field, after)}
          </span>
        ))}
      </td>
      <td lang="zh-CN">{reason ?? ''}</td>
    </tr>
  );
}

function Subject({ entry }: { entry: AuditEntry }) {
  const mayOpen = useRight('case.read');
  const isCase = /^C\d{8,}$/.test(entry.subject_id);
  if (isCase && mayOpen) return <Link to={`/cases/${entry.subject_id}`}>{entry.subject_id}</Link>;
  return <span lang="zh-CN">{entry.subject_id}</span>;
}

/** What happened, in words; a kind of record that has none yet shows as what it is called in the chain. */
export function typeOf({ t, has }: Words, type: string): string {
  return has(`audit.type-${type}`) ? t(`audit.type-${type}`) : type;
}

function fieldOf({ t, has }: Words, field: string): string {
  return has(`audit.field-${field}`) ? t(`audit.field-${field}`) : field;
}

function inWords(words: Words, field: string, value: string | number | null) {
  const { t, has } = words;
  if (value === null) return '—';
  if (field.endsWith('_fen') && typeof value === 'number') return showYuan(value);
  if (field === 'status' && has(`queue.status-${value}`)) return t(`queue.status-${value}`);
  if (field === 'kind' && has(`audit.kind-${value}`)) return t(`audit.kind-${value}`);
  if (field === 'grants') {
    return String(value)
      .split(/(@[^,]+)/)
      .map((part) =>
        part.startsWith('@') ? (
          <span key={part} lang="zh-CN">
            {` ${part.slice(1)}`}
          </span>
        ) : (
          part.replace(/[a-z]+/g, (role) => (has(`shell.role-${role}`) ? t(`shell.role-${role}`) : role))
        ),
      );
  }
  return <span lang="zh-CN">{value}</span>;
}
