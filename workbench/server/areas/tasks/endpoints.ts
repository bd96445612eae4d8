import { tasks } from '../../../contract/tasks.ts';
import { implement } from '../../implement.ts';
import { listTasks } from './list-tasks.ts';

export const implementations = [implement(tasks.list, ({ desk, user }) => listTasks(desk, user))];
