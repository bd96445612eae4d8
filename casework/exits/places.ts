import { townshipsOf, type Viewer } from '../reads/scope.ts';
import { refuse, throwRefusal } from '../refusals.ts';

/**
 * The places whose people a list of places may hold: those wished for, or all that the viewer may see, where nobody
 * wished; null for every place there is. Throws a `Refusal` where a place was wished for that is not the viewer's.
 */
export function placesWithin(viewer: Viewer, wished: readonly string[] | null): readonly string[] | null {
  const visible = townshipsOf(viewer);
  if (visible === 'all' || wished === null) return visible === 'all' ? wished : visible;
  if (!wished.every((place) => visible.includes(place))) throwRefusal(refuse('whole-office-only'));
  return wished;
}
