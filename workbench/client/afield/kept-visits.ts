import type { PersonToVisit, VisitBody } from '../../contract/visits.ts';

/** The list as it was when the telephone left, and who took it along. */
export interface KeptList {
  user_id: string;
  display_name: string;
  people: PersonToVisit[];
  has_more: boolean;
  /** An instant. */
  loaded_at: string;
}

/** A visit that was written down and not yet sent with all its files. */
export interface KeptVisit {
  /** The key of the request: what is sent twice is entered once. */
  key: string;
  user_id: string;
  person: PersonToVisit;
  /** The record of the case that the visitor had with them; null once they have seen what changed since. */
  expected_last_seq: number | null;
  said: Omit<VisitBody, 'key' | 'expected_last_seq' | 'photos' | 'is_signed'>;
  photos: Blob[];
  signature: Blob | null;
  /** Why the office did not take it. */
  refusal: { zh: string; en: string; code: string } | null;
}

const DATABASE = 'hedui-visits';
const THE_LIST = 'list';

type Store = 'list' | 'visits';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('list');
      opening.result.createObjectStore('visits', { keyPath: 'key' });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** One request to one store; done when it is on the device, not when it was asked. */
async function inStore<T>(
  store: Store,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = ask(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export async function keepList(list: KeptList): Promise<void> {
  await inStore('list', 'readwrite', (store) => store.put(list, THE_LIST));
}

export async function keptList(): Promise<KeptList | null> {
  return (await inStore<KeptList | undefined>('list', 'readonly', (store) => store.get(THE_LIST))) ?? null;
}

export async function keepVisit(visit: KeptVisit): Promise<void> {
  await inStore('visits', 'readwrite', (store) => store.put(visit));
}

export async function dropVisit(key: string): Promise<void> {
  await inStore('visits', 'readwrite', (store) => store.delete(key));
}

/** Every visit that is on this device, whoever wrote it down. */
export function keptVisits(): Promise<KeptVisit[]> {
  return inStore<KeptVisit[]>('visits', 'readonly', (store) => store.getAll());
}

/** Takes the list, and what one person wrote down, off the device. */
export async function wipeVisits(userId: string): Promise<void> {
  await inStore('list', 'readwrite', (store) => store.clear());
  for (const { key, user_id } of await keptVisits()) if (user_id === userId) await dropVisit(key);
}
