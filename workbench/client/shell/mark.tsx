/** The sign of the program: two lists, compared line by line. */
export function Mark() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="4" fill="#1F5C66" />
      <path d="M6 9h6M6 14h6M14 9h6M14 14h6M7 19l3 2 9-4" stroke="#fff" strokeWidth="1.8" fill="none" />
    </svg>
  );
}
