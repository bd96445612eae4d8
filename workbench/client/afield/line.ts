import { useSyncExternalStore } from 'react';

/** Whether somebody is out with the list and the line is down; told by the last request that was tried. */
let isDown = false;
const listeners = new Set<() => void>();

export function setLineDown(next: boolean): void {
  if (next === isDown) return;
  isDown = next;
  for (const listener of listeners) listener();
}

/** A lock could not be opened without the office; the session there goes on counting and asks for the password later. */
export function isLineDown(): boolean {
  return isDown;
}

export function useLineDown(): boolean {
  return useSyncExternalStore(subscribe, isLineDown);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
