import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { VISITS_PATH } from '../../afield/keep-page.ts';
import { type KeptList, keptList } from '../../afield/kept-visits.ts';
import { useWords } from '../../language/language.tsx';
import { Loading, Placeholder } from '../../parts/placeholder.tsx';
import { Visits } from './visits.tsx';

/** While the office cannot be reached: the list that this device has with it, else a way to ask again. */
export default function AwayPage({ ask }: { ask: () => void }) {
  const { t } = useWords();
  const [list, setList] = useState<KeptList | null | 'asking'>('asking');
  const isHere = location.pathname.startsWith(VISITS_PATH);
  useEffect(() => {
    if (isHere) void keptList().then(setList, () => setList(null));
    else setList(null);
  }, [isHere]);
  if (list === 'asking') return <Loading />;
  if (list === null) {
    return (
      <Placeholder isFailed>
        {t('shell.server-away')} <Button onClick={ask}>{t('shell.again')}</Button>
      </Placeholder>
    );
  }
  const { user_id, display_name } = list;
  return (
    <main className="page visits-away" id="page">
      <h1>{t('shell.page-visits')}</h1>
      <Visits who={{ user_id, display_name }} onLine={ask} />
    </main>
  );
}
