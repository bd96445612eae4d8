import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { nights } from '../../../contract/nights.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useRight } from '../../shell/session.tsx';
import { StartRun } from '../today/start-run.tsx';

/** From the inbox straight to a run over it; its progress is on the page of today. */
export function StartAfterUpload({ count }: { count: number }) {
  const mayStart = useRight('nights.start');
  return mayStart ? <Start count={count} /> : null;
}

function Start({ count }: { count: number }) {
  const { t } = useWords();
  const today = useAnswer(nights.today);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  if (today.data === undefined) return null;
  return (
    <>
      <Button
        size="small"
        type={count > 0 ? 'primary' : 'default'}
        disabled={today.data.attempt.outcome === 'running'}
        onClick={() => setOpen(true)}
      >
        {t('sources.start-run')}
      </Button>
      <StartRun
        today={today.data}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onStarted={() => navigate('/today')}
      />
    </>
  );
}
