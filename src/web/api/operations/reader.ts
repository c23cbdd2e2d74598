import { document, received } from '../answers/any.ts';
import type { Operation } from '../operation.ts';

/** What anybody may ask. */
export const readerOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/tips',
    says: 'Sends a tip. It is answered once the tip is on disk, with all its files.',
    asks: 'anybody',
    form: {
      message: 'What happened; 100,000 code points at most.',
      title: '200 code points at most, as each text below.',
      place: 'Where it happened.',
      happened_at: 'When, as typed.',
      topic: "The slug of one of the newsroom's topics.",
      name: 'Needs `consent_contact`, as each contact below.',
      phone: 'A phone number.',
      email: 'An e-mail address.',
      chat: 'An account of a messenger.',
      reply_by: {
        says: 'By which an answer is welcome: `phone`, `email`, `chat`; or `none` by itself.',
        is: 'many',
      },
      consent_contact: '`on`: the contacts may be used.',
      consent_media: '`on`: photos and videos may be used in reporting.',
      age_14: '`yes` or `no`.',
      files: { says: 'Files of any type, none empty.', is: 'file' },
      uploads: { says: 'The URL of a finished resumable upload.', is: 'many' },
      article: 'The URL of the page that the reader came from.',
      lang: '`ko` or `en`.',
      submission: 'An id of yours: sent again with the same content, it is the same tip.',
    },
    needs: ['message'],
    answers: {
      200: { says: 'A repeat: this very tip was taken before.', json: received },
      201: { says: 'It is kept.', json: received },
    },
  },
  {
    method: 'get',
    path: '/openapi.json',
    says: 'This document.',
    asks: 'anybody',
    answers: { 200: { says: 'OpenAPI 3.1.', json: document } },
  },
];
