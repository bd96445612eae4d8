import { useWords } from '../../language/language.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { useSession } from '../../shell/session.tsx';
import { useTitle } from '../../shell/use-title.ts';
// what stands here while the line is down is kept with this page
import './away-page.tsx';
import { Visits } from './visits.tsx';

/** 入户核查 on a telephone: whom to visit, what was found, with or without a line. */
export default function VisitsPage() {
  const { t } = useWords();
  useTitle(t('shell.page-visits'));
  const { user_id, display_name } = useSession();
  return (
    <>
      <PageHead title={t('shell.page-visits')} aside={t('visits.about')} />
      <Visits who={{ user_id, display_name }} />
    </>
  );
}
