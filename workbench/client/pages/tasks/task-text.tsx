import type { ReactNode } from 'react';
import { FLAG_TITLES } from '../../../../core/words/case.ts';
import type { Task } from '../../../contract/tasks.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';

/** What a task is, about whom or what, why it waits, and by when. */
export function TaskText({ task, today }: { task: Task; today: string }) {
  const { t } = useWords();
  const isUrgent = ['sent-back', 'changed', 'held-rule'].includes(task.kind);
  const isOver = 'due_on' in task && task.due_on < today;
  return (
    <>
      <td className="nowrap">
        <span className={isUrgent || isOver ? 'chip is-ochre' : 'chip'}>{t(`tasks.kind-${task.kind}`)}</span>
      </td>
      <td className="tasks-about">
        <About task={task} />
      </td>
      <td className="tasks-why">
        <Why task={task} />
      </td>
      <td className="nowrap">
        {'due_on' in task ? (
          <span className={isOver ? 'differs' : ''}>
            {task.due_on} {isOver ? t('tasks.over') : ''}
          </span>
        ) : (
          '—'
        )}
      </td>
    </>
  );
}

function About({ task }: { task: Task }): ReactNode {
  const { t, pick } = useWords();
  switch (task.kind) {
    case 'batch':
      return <span lang="zh-CN">{task.title}</span>;
    case 'held-rule':
      return pick(task.title);
    case 'file':
      return <span lang="zh-CN">{task.name}</span>;
    case 'word':
      return (
        <>
          {pick(task.column)} <span lang="zh-CN">“{task.word === '' ? t('words.blank') : task.word}”</span>
        </>
      );
    case 'unassigned':
    case 'bank-lines':
    case 'to-confirm':
      return t(`tasks.about-${task.kind}`, { n: showCount(task.count) });
    default:
      return (
        <>
          <span lang="zh-CN">{task.name}</span> <span className="number">{task.case_id}</span>
        </>
      );
  }
}

function Why({ task }: { task: Task }): ReactNode {
  const { t, pick } = useWords();
  const yuan = (fen: number) => `${showYuan(fen)} ${t('shell.yuan')}`;
  switch (task.kind) {
    case 'sent-back':
      return <Chinese>{t('tasks.why-sent-back', { by: task.by, on: task.on, said: task.said })}</Chinese>;
    case 'changed':
      return task.flags.map((flag) => pick(FLAG_TITLES[flag])).join(' ');
    case 'due':
      return (
        <>
          {pick(task.term)}
          {task.amount_fen === null ? '' : ` · ${t('tasks.outstanding', { amount: yuan(task.amount_fen) })}`}
        </>
      );
    case 'to-notify':
    case 'to-serve':
      return t(`tasks.why-${task.kind}`, { amount: yuan(task.amount_fen) });
    case 'in-hand':
      return task.claimed_fen === 0
        ? t('tasks.why-in-hand-none')
        : t('tasks.why-in-hand', { amount: yuan(task.claimed_fen) });
    case 'signature':
      return `${t(`case.paper-${task.paper}`)} · ${yuan(task.amount_fen)} · ${t('tasks.waited', { n: task.days })}`;
    case 'to-pay':
      return `${t(`case.paper-${task.paper}`)} · ${yuan(task.amount_fen)} · ${t('tasks.why-to-pay', { on: task.signed_on })}`;
    case 'batch':
      return t('tasks.why-batch', { n: showCount(task.count) });
    case 'held-rule':
      return t('tasks.why-held-rule', { n: showCount(task.count) });
    case 'file':
      return t(`tasks.why-file-${task.fate}`);
    case 'word':
      return t('tasks.why-word', { n: showCount(task.count) });
    case 'bank-lines':
    case 'to-confirm':
      return t(`tasks.why-${task.kind}`, { amount: yuan(task.amount_fen) });
    default:
      return t(`tasks.why-${task.kind}`);
  }
}
