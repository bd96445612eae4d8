import { Input, Radio } from 'antd';
import { beneficiaryOwing } from '../../../../../casework/decision-guard.ts';
import { isDebtorDead } from '../../../../../casework/parties.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { debtorIn } from './debtor-in.ts';
import type { DebtorDraft, DraftHold } from './draft.ts';

/** Who has to pay it back. After a death nobody stands there until somebody is chosen. */
export function DebtorField({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const { t } = useWords();
  const { value, set } = draft;
  const suggestions = found.evidence?.debtor_suggestions ?? [];
  const afterDeath = found.death !== null;
  const isSelfDead = isDebtorDead(found.death, beneficiaryOwing(found.debtor));
  const meant = debtorIn(found, value);
  const chosen = meant === null ? (afterDeath ? null : 'self') : nameOf(meant);
  const { debtor: named } = found;
  const isNamed = named.relation !== 'self';
  const options = [
    ...(isNamed
      ? [
          {
            value: 'kept',
            label: (
              <span lang="zh-CN">
                {t('case.debtor-kept', { name: named.name, relation: named.relation })}
              </span>
            ),
          },
        ]
      : []),
    ...(isSelfDead ? [] : [{ value: 'self', label: t('case.debtor-self') }]),
    ...suggestions.map(({ kind, name, relation, why }, place) => ({
      value: `suggested ${place}`,
      title: why,
      label: (
        <span lang="zh-CN">
          {`${t(`case.debtor-${kind}`)}${t('case.colon')}${name}${relation === null ? '' : t('case.in-brackets', { text: relation })}`}
        </span>
      ),
    })),
    { value: 'other', label: t('case.debtor-other') },
  ];
  const choose = (name: string) => {
    const place = Number(name.split(' ')[1]);
    const debtor: DebtorDraft = name.startsWith('suggested')
      ? { kind: 'suggested', place, shown: suggestions[place]?.name ?? '' }
      : { kind: name === 'self' || name === 'kept' ? name : 'other' };
    set({ debtor, relation: '' });
  };
  const proposed = value.debtor?.kind === 'suggested' ? suggestions[value.debtor.place] : undefined;
  const why = proposed && [proposed.why, placeOf(proposed.place)].filter(Boolean).join(t('case.colon'));
  return (
    <>
      <span className="label">{t('case.debtor')}</span>
      <Radio.Group
        id="case-debtor"
        className="debtors"
        aria-label={t('case.debtor')}
        value={chosen}
        options={options}
        onChange={(event) => choose(event.target.value as string)}
      />
      {value.debtor?.kind === 'other' ? (
        <div className="pair">
          <Input
            aria-label={t('case.debtor-name')}
            placeholder={t('case.debtor-name')}
            value={value.other_name}
            onChange={(event) => set({ other_name: event.target.value })}
          />
          <Input
            aria-label={t('case.debtor-relation')}
            placeholder={t('case.debtor-relation')}
            value={value.relation}
            onChange={(event) => set({ relation: event.target.value })}
          />
        </div>
      ) : null}
      {why === undefined ? null : (
        <p className="hint">
          <MaybeChinese>{why}</MaybeChinese>
        </p>
      )}
      {afterDeath ? <p className="hint">{t('case.debtor-hint')}</p> : null}
    </>
  );
}

function nameOf(debtor: DebtorDraft): string {
  return debtor.kind === 'suggested' ? `suggested ${debtor.place}` : debtor.kind;
}

/** The row that names them: a proposal is no better than the list it stands in. */
function placeOf(place: { source_title: string; file: string; row: number } | null): string | null {
  return place && `${place.source_title} ${place.file}:${place.row}`;
}
