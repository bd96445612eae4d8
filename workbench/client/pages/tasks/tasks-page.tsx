import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Task, tasks } from '../../../contract/tasks.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useKeys } from '../../shell/keys.ts';
import { TaskText } from './task-text.tsx';
import { FROM_TASKS, wayOf } from './way.ts';
import './tasks.css';

const MINUTE = 60_000;

/** What waits for whoever is signed in: each with its reason and the one button that leads to it. */
export default function TasksPage() {
  const { t } = useWords();
  const answer = useAnswer(tasks.list, {}, { every: MINUTE });
  return (
    <>
      <title>{t('shell.page-tasks')}</title>
      <PageHead title={t('shell.page-tasks')} aside={t('tasks.aside')} />
      <Answered answer={answer} rows={8}>
        {({ today, tasks: all }) => {
          const waiting = all.filter(({ kind }) => kind !== 'in-hand');
          const inHand = all.filter(({ kind }) => kind === 'in-hand');
          return (
            <>
              <Panel title={t('tasks.waiting')} aside={t('tasks.count', { n: waiting.length })} isFlush>
                {waiting.length === 0 ? (
                  <Placeholder>{t(inHand.length === 0 ? 'tasks.none' : 'tasks.only-in-hand')}</Placeholder>
                ) : (
                  <TaskRows tasks={waiting} today={today} hasKeys />
                )}
              </Panel>
              {inHand.length === 0 ? null : (
                <Panel title={t('tasks.in-hand')} aside={t('tasks.count', { n: inHand.length })} isFlush>
                  <TaskRows tasks={inHand} today={today} hasKeys={waiting.length === 0} />
                </Panel>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}

/** Rows that are walked with the arrow keys; Enter or N opens. */
function TaskRows({
  tasks: rows,
  today,
  hasKeys,
}: {
  tasks: readonly Task[];
  today: string;
  hasKeys: boolean;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [place, setPlace] = useState(0);
  const at = Math.min(place, rows.length - 1);
  const open = (task: Task | undefined) => {
    if (task !== undefined) void navigate(wayOf(task), { state: FROM_TASKS });
  };
  useKeys(
    hasKeys
      ? {
          ArrowDown: () => setPlace(Math.min(at + 1, rows.length - 1)),
          ArrowUp: () => setPlace(Math.max(at - 1, 0)),
          Enter: () => open(rows[at]),
          N: () => open(rows[0]),
        }
      : {},
  );
  return (
    <table className="plain tasks-table">
      <thead>
        <tr>
          <th>{t('tasks.what')}</th>
          <th>{t('tasks.about')}</th>
          <th>{t('tasks.why')}</th>
          <th>{t('tasks.by')}</th>
          <th aria-label={t('tasks.do')} />
        </tr>
      </thead>
      <tbody>
        {rows.map((task, index) => (
          <tr key={keyOf(task)} className={hasKeys && index === at ? 'is-chosen' : ''}>
            <TaskText task={task} today={today} />
            <td className="nowrap right">
              <Link className="tasks-way" to={wayOf(task)} state={FROM_TASKS}>
                {t(`tasks.do-${task.kind}`)}
                {hasKeys && index === 0 ? <kbd>N</kbd> : null}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function keyOf(task: Task): string {
  const { kind, ...rest } = task;
  return `${kind} ${Object.values(rest).join(' ')}`;
}
