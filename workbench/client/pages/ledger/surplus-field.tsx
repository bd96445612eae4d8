import { Select } from 'antd';
import { SURPLUS, type Surplus } from '../../../../core/words/case.ts';
import { useWords } from '../../language/language.tsx';

/** Where somebody says that more came in than is outstanding; what is too much is due back then. */
export function SurplusField({ value, onChange }: { value: Surplus; onChange: (value: Surplus) => void }) {
  const { t } = useWords();
  return (
    <Select
      aria-label={t('case.input-surplus')}
      className="wide"
      value={value}
      onChange={onChange}
      options={SURPLUS.map((one) => ({ value: one, label: t(`case.surplus-${one}`) }))}
    />
  );
}
