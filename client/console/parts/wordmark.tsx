/** The sign of the hotline: our end, the line, the end opposite. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 34 14" aria-hidden="true">
        <circle cx="7" cy="7" r="6" fill="currentColor" />
        <path d="M13 7h8" stroke="currentColor" strokeWidth="2.5" />
        <circle cx="27" cy="7" r="4.9" fill="none" stroke="currentColor" strokeWidth="2.2" />
      </svg>
      Parley
    </span>
  );
}
