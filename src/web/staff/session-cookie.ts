import { staffPaths } from '../../paths.ts';

/**
 * The session's cookie is host-bound and secure (`__Host-`, RFC 6265bis 4.1.3) where the desk is reached by https.
 * `Lax`, so that a link in a mail opens signed in.
 */
export function sessionCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const bound = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  return { name: secure ? '__Host-jebo' : 'jebo', bound };
}

/** Between the password and the second factor: no session, and to the sign-in alone. */
export function pendingCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const bound = { httpOnly: true, secure, sameSite: 'strict', path: staffPaths.signIn() } as const;
  return { name: secure ? '__Secure-jebo-pending' : 'jebo-pending', bound };
}

/** Of a browser that has signed in before. It goes to the staff's pages alone, and with no request that another site has begun. */
export function knownBrowserCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const bound = { httpOnly: true, secure, sameSite: 'strict', path: staffPaths.all } as const;
  return { name: secure ? '__Secure-jebo-browser' : 'jebo-browser', bound };
}
