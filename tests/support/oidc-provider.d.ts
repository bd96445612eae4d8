/** The little of the provider that the tests use; its own types are a package of their own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  interface Asked {
    path: string;
    method: string;
    req: IncomingMessage;
    res: ServerResponse;
    respond: boolean;
    body: unknown;
    type: string;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    use(middleware: (ctx: Asked, next: () => Promise<void>) => Promise<void>): void;
    callback(): RequestListener;
    interactionFinished(req: IncomingMessage, res: ServerResponse, result: object): Promise<void>;
    Grant: new (of: {
      clientId: string;
      accountId: string;
    }) => {
      addOIDCScope(scope: string): void;
      save(): Promise<string>;
    };
  }
}
