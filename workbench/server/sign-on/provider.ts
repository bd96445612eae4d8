import { readFileSync } from 'node:fs';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { Refusal } from '../../../core/errors.ts';
import type { SignOnSettings } from '../../../storage/workbench-settings.ts';
import { SIGN_ON } from '../../contract/session.ts';

/** Where the provider sends people back to, below the address of the workbench. */
export const BACK = `${SIGN_ON}/back`;

/** So long may somebody take at the provider's own door, in milliseconds. */
const OPEN_FOR = 10 * 60_000;
const MOST_OPEN = 1000;

/** Who the provider says has signed in there. */
export interface SignedOn {
  name: string;
  /** They proved themselves there by more than a password. */
  by_two_factors: boolean;
}

/**
 * Sign-on by a provider of the office (OpenID Connect, code flow with PKCE, state and nonce). It says who somebody is; whether
 * they have an account here, and what they may do, is said here.
 */
export class SignOnProvider {
  readonly settings: SignOnSettings;
  readonly #open = new Map<string, { verifier: string; nonce: string; until: number }>();
  #found: Promise<Configuration> | null = null;

  constructor(settings: SignOnSettings) {
    this.settings = settings;
  }

  /** The address at the provider to which the browser goes, and the mark by which it is known again when it comes back. */
  async begin(): Promise<{ address: string; state: string }> {
    const provider = await this.#provider();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const address = buildAuthorizationUrl(provider, {
      redirect_uri: this.#back(),
      scope: this.settings.scope,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      // some tell how somebody proved who they are only where they are asked
      ...(provider.serverMetadata().claims_parameter_supported
        ? { claims: JSON.stringify({ id_token: { amr: null } }) }
        : {}),
    });
    this.#forgetOld();
    this.#open.set(state, { verifier, nonce, until: Date.now() + OPEN_FOR });
    return { address: address.href, state };
  }

  /** Who came back; throws where the answer is not the one to what this browser asked. Each answer is taken once. */
  async finish(query: string, state: string): Promise<SignedOn> {
    const begun = this.#open.get(state);
    this.#open.delete(state);
    if (begun === undefined || begun.until < Date.now())
      throw new Error('nothing was begun, or too long ago');
    const provider = await this.#provider();
    const tokens = await authorizationCodeGrant(provider, new URL(`${this.#back()}${query}`), {
      expectedState: state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the provider names nobody');
    const { claim, factor_methods } = this.settings;
    const told = claims[claim] ?? (await fetchUserInfo(provider, tokens.access_token, claims.sub))[claim];
    if (typeof told !== 'string' || told === '') throw new Error(`the provider says no ${claim}`);
    const methods = Array.isArray(claims.amr) ? claims.amr.map(String) : [];
    return { name: told, by_two_factors: methods.some((one) => factor_methods.includes(one)) };
  }

  #back(): string {
    return new URL(BACK, this.settings.address).href;
  }

  /** Asked for once; again at the next sign-on where the provider was away. */
  #provider(): Promise<Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = null;
      throw error;
    });
    return this.#found;
  }

  #discover(): Promise<Configuration> {
    const { issuer, client_id, client_secret_file } = this.settings;
    const secret = readSecret(client_secret_file);
    // the settings take plain HTTP within this machine only
    const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
    return discovery(new URL(issuer), client_id, secret, undefined, { execute });
  }

  #forgetOld(): void {
    const now = Date.now();
    for (const [state, { until }] of this.#open)
      if (until < now || this.#open.size >= MOST_OPEN) this.#open.delete(state);
      else break;
  }
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new Refusal(
      'sign-on-secret-missing',
      `读不到统一认证的客户端密钥：${path}。请检查 workbench.sign_on.client_secret_file。`,
      `The client's secret for signing on cannot be read: ${path}; see workbench.sign_on.client_secret_file.`,
    );
  }
}
