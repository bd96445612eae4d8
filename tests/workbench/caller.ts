import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { PASSWORD } from './stand.ts';

/** Somebody signed in who asks without a browser. */
export interface Caller {
  cookie: string;
  token: string;
  ask: (method: string, path: string, body?: unknown) => Promise<Response>;
}

export async function signedIn(workbench: Workbench, user: string, password = PASSWORD): Promise<Caller> {
  const response = await workbench.app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  });
  if (response.status !== 200) throw new Error(`${user} could not sign in: ${response.status}`);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { token } = (await response.json()) as { token: string };
  return {
    cookie,
    token,
    ask: async (method, path, body) =>
      workbench.app.request(path, {
        method: method.toUpperCase(),
        headers: {
          cookie,
          'x-hedui-token': token,
          ...(body === undefined || method.toLowerCase() === 'get'
            ? {}
            : { 'content-type': 'application/json' }),
        },
        ...(body === undefined || method.toLowerCase() === 'get' ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
