import { type CommandRefusal, refuse } from '../refusals.ts';

/** A name that looks like no other on any screen and is no path: small letters, digits, dot, dash, underscore. */
const USER_NAME = /^[a-z][a-z0-9._-]{1,30}$/;

const LONGEST_DISPLAY_NAME = 40;

/** Why somebody cannot be entered under these names. */
export function refuseNames(added: { user_id: string; display_name: string }): CommandRefusal | null {
  if (!USER_NAME.test(added.user_id)) return refuse('user-name-unfit');
  const shown = [...added.display_name];
  const isSeen = added.display_name.trim() !== '' && !/\p{C}/u.test(added.display_name);
  return isSeen && shown.length <= LONGEST_DISPLAY_NAME
    ? null
    : refuse('display-name-unfit', { most: LONGEST_DISPLAY_NAME });
}
