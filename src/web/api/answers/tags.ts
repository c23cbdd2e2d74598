import { z } from 'zod';
import { count, named, text } from './named.ts';

export const tagList = named(
  'TagList',
  z.strictObject({ tags: z.array(z.strictObject({ name: text, tips: count })) }),
);

export const retagged = named('Retagged', z.strictObject({ tips: count }));
