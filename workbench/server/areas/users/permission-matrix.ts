import { ITEM_TRANSITIONS } from '../../../../casework/batches/items.ts';
import { ROLE_TITLES, STANDINGS, type Standing } from '../../../../casework/roles.ts';
import { TRANSITIONS, type Transition } from '../../../../casework/transitions.ts';
import type { Matrix } from '../../../contract/users.ts';
import type { Desk } from '../../desk.ts';

const TITLES = {
  ...ROLE_TITLES,
  delegate: { zh: '受委托人', en: 'delegate' },
  'joined-administrator': { zh: '管理员（未分设）', en: 'administrator, not kept apart' },
} as const;

type Row = Matrix['parts'][number]['rows'][number];

/** Which role may open, do and ask what: read off the very tables that decide it, so that it cannot say something else. */
export function permissionMatrix({ rights, endpoints }: Pick<Desk, 'rights' | 'endpoints'>): Matrix {
  return {
    roles: STANDINGS.map((role) => ({ role, title: { ...TITLES[role] } })),
    parts: [
      {
        part: 'pages',
        rows: rights.pages.map(({ page, roles }) => row(page, { zh: page, en: page }, roles)),
      },
      {
        part: 'moves',
        rows: TRANSITIONS.map(({ move, zh, en, roles }: Transition) => ({
          ...row(move, { zh, en }, roles),
          by_chain: roles.length === 0,
        })),
      },
      {
        part: 'items',
        rows: ITEM_TRANSITIONS.map(({ move, zh, roles }) =>
          row(move, { zh, en: move.replaceAll('-', ' ') }, roles),
        ),
      },
      {
        part: 'endpoints',
        rows: endpoints
          .map(({ id, summary }) => {
            const right = rights.endpoints.get(id) ?? [];
            return row(id, { zh: summary, en: summary }, typeof right === 'string' ? STANDINGS : right);
          })
          .sort((one, other) => (one.key < other.key ? -1 : 1)),
      },
    ],
  };
}

function row(key: string, title: { zh: string; en: string }, roles: readonly Standing[]): Row {
  return { key, title, roles: [...roles], by_chain: false };
}
