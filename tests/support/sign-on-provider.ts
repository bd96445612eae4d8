/// <reference path="./oidc-provider.d.ts" />
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

/** A real provider of OpenID Connect with a page of its own, at which whoever writes a name is that person. */
export interface OpenProvider {
  issuer: string;
  /** The ways in which people prove themselves there, as the provider tells them on. */
  methods: string[];
  close: () => Promise<void>;
}

export const CLIENT = { id: 'hedui', secret: 'invented-secret-of-the-tests' };

/** `back` is where it may send people back to. */
export async function openProvider(back: string): Promise<OpenProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const opened: OpenProvider = {
    issuer,
    methods: ['pwd'],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [back] }],
    claims: { amr: null, openid: ['sub'], profile: ['preferred_username'] },
    cookies: { keys: ['invented-key-of-the-tests'] },
    features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: `sub-${id}`, preferred_username: id }),
    }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/door/${uid}` },
    loadExistingGrant: async (ctx: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) => {
      const { client, session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    acrValues: [],
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/door/')) return next();
    if (ctx.method === 'POST') {
      const name = new URLSearchParams(await text(ctx.req)).get('name') ?? '';
      ctx.respond = false;
      const login = { accountId: name, amr: opened.methods };
      return provider.interactionFinished(ctx.req, ctx.res, { login });
    }
    ctx.type = 'html';
    ctx.body = '<form method="post"><input name="name" id="name"><button>in</button></form>';
  });
  server.on('request', provider.callback());
  return opened;
}
