const MINUTE = 60_000;
/** The first pause; each further failure doubles it. */
const FIRST_PAUSE = 15_000;
/** From addresses where nobody has signed in under a name so many times more may fail, all together, before these wait. */
const ELSEWHERE = 10;
/** So many names and addresses are remembered at once; the oldest go first. */
const MOST = 20_000;

interface Tries {
  failures: number;
  until: number;
  failed_at: number;
}

/**
 * How long a name waits after wrong passwords, whether or not anybody bears it. It waits at the address they came from; other
 * addresses wait only where nobody has ever signed in under that name, so that nobody can shut somebody out of their own desk.
 */
export class SignInPauses {
  readonly #tries = new Map<string, Tries>();
  readonly #free: number;
  readonly #longest: number;
  readonly #now: () => number;

  constructor(
    { max_failures, lock_minutes }: { max_failures: number; lock_minutes: number },
    now: () => number = Date.now,
  ) {
    this.#free = max_failures;
    this.#longest = lock_minutes * MINUTE;
    this.#now = now;
  }

  /** Milliseconds that must pass before a password is looked at; 0 where it may be now. */
  left(name: string, address: string, isFamiliar: boolean): number {
    const wait = this.#left(at(name, address));
    return isFamiliar ? wait : Math.max(wait, this.#left(elsewhere(name)));
  }

  failed(name: string, address: string, isFamiliar: boolean): void {
    this.#count(at(name, address), this.#free);
    if (!isFamiliar) this.#count(elsewhere(name), this.#free * ELSEWHERE);
  }

  succeeded(name: string, address: string): void {
    this.#tries.delete(at(name, address));
  }

  /** Until when a name waits at any address. */
  until(name: string): string | null {
    const prefix = `${name}\n`;
    const ends = [...this.#tries].filter(([key]) => key.startsWith(prefix)).map(([, { until }]) => until);
    const last = Math.max(0, ...ends);
    return last > this.#now() ? new Date(last).toISOString() : null;
  }

  lift(name: string): void {
    for (const key of this.#tries.keys()) if (key.startsWith(`${name}\n`)) this.#tries.delete(key);
  }

  #left(key: string): number {
    return Math.max(0, (this.#tries.get(key)?.until ?? 0) - this.#now());
  }

  #count(key: string, free: number): void {
    const before = this.#tries.get(key);
    const now = this.#now();
    // what lies longer back than the longest pause is forgotten
    const isOld = before !== undefined && now - Math.max(before.failed_at, before.until) > this.#longest;
    const failures = before === undefined || isOld ? 1 : before.failures + 1;
    const pause = failures < free ? 0 : Math.min(FIRST_PAUSE * 2 ** (failures - free), this.#longest);
    this.#tries.delete(key);
    this.#tries.set(key, { failures, until: now + pause, failed_at: now });
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MOST && oldest !== undefined) this.#tries.delete(oldest);
  }
}

const at = (name: string, address: string): string => `${name}\n${address}`;
const elsewhere = (name: string): string => `${name}\n`;
