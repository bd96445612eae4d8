/** How a person calls the command line from the folder of the program; what we print is to be typed as it stands. */
export const HEDUI = process.platform === 'win32' ? 'hedui' : './hedui';
