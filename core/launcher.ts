/**
 * How a person calls the command line: by its path where it was installed, else from the folder of the program. What we print is to
 * be typed as it stands.
 */
export const HEDUI = process.env.HEDUI_COMMAND ?? (process.platform === 'win32' ? 'hedui' : './hedui');

/** How the command line is called for a workspace, as the manual writes it. */
export function commandAt(home = 'var'): string {
  return home === 'var' ? HEDUI : `${HEDUI} --home ${quoted(home)}`;
}

/** A path that a shell takes as one word. */
export function quoted(path: string): string {
  return /^[\p{L}\p{N}_./:\\-]+$/u.test(path) ? path : `"${path}"`;
}
