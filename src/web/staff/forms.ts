import express from 'express';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { CONTENT } from '../../tips/fields.ts';
import { clean, MESSAGE_LIMIT } from '../../tips/text.ts';
import type { PageRequest } from './request.ts';

/** Letters in a note. */
export const NOTE_LIMIT = CONTENT.notes.fields.body.limit;

/** A Korean letter takes nine bytes when urlencoded, and three times that when it is decomposed. */
const BODY_LIMIT = NOTE_LIMIT * 27 + 10_000;

/** What is too long for a note is kept as a draft, such as a talk that was pasted: up to a message's limit in Korean. */
export const TYPED_LIMIT = MESSAGE_LIMIT * 9 + 10_000;

/** Reads a form; over the limit, in bytes, it throws an error whose `type` is `entity.too.large`. */
export const readForm = (limit = BODY_LIMIT, parameterLimit = 1_000) =>
  express.urlencoded({ extended: false, limit, parameterLimit });

/** One text field; sent twice or not at all, it is empty. */
export const text = (most: number) => z.string().transform(clean).pipe(z.string().max(most)).catch('');

export const ticked = z
  .literal('on')
  .transform(() => true)
  .catch(false);

export const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

export const maybeNumber = number.optional().catch(undefined);

/** The fields that come with a change of a tip. No version is one that no tip has. */
export const change = z.object({ version: number.pipe(z.number().max(2 ** 31 - 1)).catch(-1) });

/** What a tip's page calls its files. A form without files names them there. */
export const FILES_FIELD = 'messages_files';

/** @throws {Refusal} when the path names no tip. */
export function tipNumber({ raw }: Pick<PageRequest, 'raw'>): number {
  const parsed = number.safeParse(raw.params['number']);
  if (!parsed.success) throw notFound();
  return parsed.data;
}
