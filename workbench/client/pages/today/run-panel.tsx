import { Button } from 'antd';
import { useState } from 'react';
import type { RunState } from '../../../contract/night-run.ts';
import { nights } from '../../../contract/nights.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';

/** The steps of a night in their order, so that what is still to come can be seen. */
const STEPS = [
  'receive',
  'read',
  'load',
  'link',
  'unify',
  'detect',
  'check',
  'open-cases',
  'compare',
  'summarise',
  'publish',
  'morning',
];

/** A run under way, step by step; gone when it is over, because the sentence then tells it. */
export function RunPanel({ run }: { run: RunState }) {
  const { t } = useWords();
  const mayStop = useRight('nights.stop');
  const stop = useAct(nights.stop);
  const [isAsking, setAsking] = useState(false);
  if (run.outcome !== 'running') return null;
  const known = new Map(run.steps.map((step) => [step.step, step]));
  const names = [...STEPS, ...[...known.keys()].filter((step) => !STEPS.includes(step))];
  return (
    <Panel
      title={t('today.running')}
      aside={t('today.running-aside', { day: run.as_of ?? '', by: run.started_by ?? '' })}
      actions={
        mayStop ? (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('today.stop')}
          </Button>
        ) : null
      }
    >
      <ol className="today-steps" aria-live="polite">
        {names.map((name) => (
          <Step key={name} name={name} step={known.get(name)} />
        ))}
      </ol>
      <p className="is-muted today-text">{t('today.running-note')}</p>
      <ConfirmAct
        title={t('today.stop-title')}
        okText={t('today.stop')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onOk={async () => {
          await stop.mutateAsync({});
        }}
      >
        <p>{t('today.stop-text')}</p>
      </ConfirmAct>
    </Panel>
  );
}

function Step({ name, step }: { name: string; step: RunState['steps'][number] | undefined }) {
  const { t, has } = useWords();
  const title = has(`today.step-${name}`) ? t(`today.step-${name}`) : (step?.zh ?? name);
  const state = step === undefined ? 'waits' : step.is_over ? 'over' : 'runs';
  return (
    <li className={`is-${state}`}>
      <span aria-hidden="true">{state === 'over' ? '✓' : state === 'runs' ? '▸' : '·'}</span>
      <span>{title}</span>
      <span className="is-muted">
        {step === undefined
          ? ''
          : step.total > 1
            ? `${showCount(Math.min(step.done, step.total))} / ${showCount(step.total)}`
            : step.milliseconds === null
              ? t('today.step-now')
              : t('today.seconds', { n: (step.milliseconds / 1000).toFixed(1) })}
      </span>
      {state === 'runs' && step?.detail ? (
        <span className="today-detail is-muted" lang="zh-CN">
          {step.detail}
        </span>
      ) : null}
    </li>
  );
}
