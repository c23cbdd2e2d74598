import { request as httpRequest } from 'node:http';
import { PASSWORD, type World } from './world.ts';

/** The cookie of a member of staff who has an account. */
export async function staffCookie(world: World): Promise<string> {
  const signedIn = await world.request
    .post('/admin/login')
    .type('form')
    .send({ email: 'editor@newsroom.example', password: PASSWORD });
  return String(signedIn.headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

/** Asks for a file as a member of staff who has an account, and hangs up at its first bytes. */
export async function hangUp(world: World, path: string): Promise<void> {
  const cookie = await staffCookie(world);
  await new Promise<void>((resolve, reject) => {
    const request = httpRequest(`${world.url}${path}`, { headers: { cookie } }, response => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    request.once('error', reject).end();
  });
}
