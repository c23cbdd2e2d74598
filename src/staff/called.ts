/** Somebody of the staff, as others read of them. `name`: null where nobody has said: then the e-mail stands for it. */
export type Named = { email: string; name: string | null };

/** As rows of others join an account; null where there is none. */
export const readNamed = (email: string | null, name: string | null): Named | null =>
  email === null ? null : { email, name };
