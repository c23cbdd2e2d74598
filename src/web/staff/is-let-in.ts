import type { Handlers, PageRequest } from './request.ts';

/** What nothing can be kept of is answered as any request: where a second factor is overdue, that comes first. */
export async function isLetIn(
  raw: PageRequest['raw'],
  response: PageRequest['response'],
  { pageRequest, identify, admit }: Pick<Handlers, 'pageRequest' | 'identify' | 'admit'>,
): Promise<boolean> {
  const identity = await identify(raw, response);
  return identity === null || admit(pageRequest(raw, response, identity.viewer.lang), identity) !== null;
}
