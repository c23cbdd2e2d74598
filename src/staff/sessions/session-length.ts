/** Twelve hours after its last use a session ends. Milliseconds. */
export const SESSION_LENGTH = 12 * 60 * 60_000;
/** However much it is used, it ends so long after its begin (NIST SP 800-63B, 4.1.3). */
export const LONGEST_SESSION = 30 * 24 * 60 * 60_000;
