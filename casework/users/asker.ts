/** Who asks, and by which door; null only while the ledger has no user at all. */
export interface Asker {
  user: string | null;
  via: string;
}
