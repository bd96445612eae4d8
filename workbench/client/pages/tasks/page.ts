export const pages = [{ page: 'tasks', path: '/tasks', load: () => import('./tasks-page.tsx') }];
