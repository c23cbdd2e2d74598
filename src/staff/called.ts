/** Somebody of the staff, as others read of them. `name`: null where nobody has said: then the e-mail stands for it. */
export type Named = { email: string; name: string | null };

export const calledOf = ({ email, name }: Named): string => name ?? email;
