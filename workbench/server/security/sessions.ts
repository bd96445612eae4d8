import { randomBytes } from 'node:crypto';

/** Somebody signed in at one browser. Sessions live in memory: a restart signs everybody out. */
export interface Session {
  session_id: string;
  user_id: string;
  /** Must come back with everything that changes something. */
  token: string;
  started_at: number;
  touched_at: number;
  is_locked: boolean;
  address: string;
  last_login: { at: string; address: string } | null;
  /** Numbers shown with a reason: case id to the instant at which they are hidden again. */
  unmasked: Map<string, number>;
  /** The secret for a telephone that was shown and not yet taken into use. */
  new_secret: Uint8Array | null;
  /** How far what they are trying has come, in figures: nights done of all, the day of the last, seconds that are left. */
  trying: string | null;
  /** The office's provider has asked for more than a password. */
  by_two_factors: boolean;
}

const MINUTE = 60_000;

export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #idleMinutes: number;
  readonly #hours: number;
  readonly #now: () => number;

  constructor(limits: { idle_minutes: number; session_hours: number }, now: () => number = Date.now) {
    this.#idleMinutes = limits.idle_minutes;
    this.#hours = limits.session_hours;
    this.#now = now;
  }

  start(userId: string, address: string, lastLogin: Session['last_login']): Session {
    const at = this.#now();
    const session: Session = {
      session_id: randomBytes(32).toString('base64url'),
      user_id: userId,
      token: randomBytes(32).toString('base64url'),
      started_at: at,
      touched_at: at,
      is_locked: false,
      address,
      last_login: lastLogin,
      unmasked: new Map(),
      new_secret: null,
      trying: null,
      by_two_factors: false,
    };
    this.#sessions.set(session.session_id, session);
    return session;
  }

  /** The session of a cookie. One that nobody touched for a while is locked; an old one is over. */
  find(sessionId: string | undefined): Session | null {
    const session = sessionId === undefined ? undefined : this.#sessions.get(sessionId);
    if (session === undefined) return null;
    const at = this.#now();
    if (at - session.started_at > this.#hours * 60 * MINUTE) {
      this.#sessions.delete(session.session_id);
      return null;
    }
    if (at - session.touched_at > this.#idleMinutes * MINUTE) session.is_locked = true;
    return session;
  }

  /** A request that a person made, not one that a page makes by itself. */
  touch(session: Session): void {
    session.touched_at = this.#now();
  }

  lock(session: Session): void {
    session.is_locked = true;
    session.unmasked.clear();
  }

  unlock(session: Session): void {
    session.is_locked = false;
    session.touched_at = this.#now();
  }

  end(session: Session): void {
    this.#sessions.delete(session.session_id);
  }

  /** Ends every session of a user who was disabled or whose rights changed. */
  endAllOf(userId: string): void {
    for (const session of this.#sessions.values()) {
      if (session.user_id === userId) this.#sessions.delete(session.session_id);
    }
  }

  now(): number {
    return this.#now();
  }
}
