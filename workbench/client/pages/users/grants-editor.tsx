import { Button, Select } from 'antd';
import { WITHOUT_TOWNSHIP } from '../../../../casework/roles.ts';
import type { Grant } from '../../../contract/users.ts';
import { useWords } from '../../language/language.tsx';

const LEVELS = [1, 2, 3, 4];

/** The roles of one user: what, up to which step, for which township. */
export function GrantsEditor({
  grants,
  roles,
  townships,
  onChange,
}: {
  grants: readonly Grant[];
  roles: readonly Grant['role'][];
  townships: readonly string[];
  onChange: (grants: Grant[]) => void;
}) {
  const { t } = useWords();
  const change = (place: number, next: Partial<Grant>) =>
    onChange(grants.map((grant, at) => (at === place ? { ...grant, ...next } : grant)));
  return (
    <div className="grants-editor">
      {grants.map((grant, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a role has no identity but its place in this list
        <div key={place}>
          <Select
            aria-label={t('users.head-roles')}
            value={grant.role}
            options={roles.map((value) => ({ value, label: t(`shell.role-${value}`) }))}
            onChange={(role) => change(place, { role, level: role === 'approver' ? 1 : null })}
          />
          {grant.role === 'approver' ? (
            <Select
              aria-label={t('users.level-label')}
              value={grant.level ?? 1}
              options={LEVELS.map((value) => ({ value, label: t('users.level', { n: value }) }))}
              onChange={(level) => change(place, { level })}
            />
          ) : null}
          {WITHOUT_TOWNSHIP.has(grant.role) ? null : (
            <Select
              aria-label={t('users.township')}
              value={grant.township ?? ''}
              options={[
                { value: '', label: t('users.all-townships') },
                ...townships.map((value) => ({ value, label: value })),
              ]}
              optionRender={({ label, value }) => (
                <span {...(value === '' ? {} : { lang: 'zh-CN' })}>{label}</span>
              )}
              labelRender={({ label, value }) => (
                <span {...(value === '' ? {} : { lang: 'zh-CN' })}>{label}</span>
              )}
              onChange={(township) => change(place, { township: township === '' ? null : township })}
            />
          )}
          {grants.length > 1 ? (
            <Button size="small" type="link" onClick={() => onChange(grants.filter((_, at) => at !== place))}>
              {t('users.remove-role')}
            </Button>
          ) : null}
        </div>
      ))}
      <Button
        size="small"
        onClick={() => onChange([...grants, { role: 'investigator', level: null, township: null }])}
      >
        {t('users.add-role')}
      </Button>
    </div>
  );
}
