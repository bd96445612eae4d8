/** The nonce that the server wrote into this page. */
export const NONCE = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const create = document.createElement.bind(document);

/**
 * Ant Design gives its own styles the nonce, but the small ones by which it measures a scroll bar or holds the page still
 * behind a dialog carry none, and the policy would refuse them. Scripts get nothing from here.
 */
document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = create(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = NONCE;
  return element;
}) as typeof document.createElement;
