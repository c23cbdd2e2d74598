import express, { type Request } from 'express';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { clean } from '../../tips/text.ts';

/** Letters in a note. */
export const NOTE_LIMIT = 10_000;

/** A Korean letter takes nine bytes when urlencoded, and three times that when it is decomposed. */
const BODY_LIMIT = NOTE_LIMIT * 27 + 10_000;

/** Reads a form; over the limit it throws an error whose `type` is `entity.too.large`. */
export const readForm = () => express.urlencoded({ extended: false, limit: BODY_LIMIT });

/** One text field; sent twice or not at all, it is empty. */
export const text = (most: number) => z.string().transform(clean).pipe(z.string().max(most)).catch('');

export const ticked = z
  .literal('on')
  .transform(() => true)
  .catch(false);

const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

export const maybeNumber = number.optional().catch(undefined);

/** The fields that come with a change of a tip. No version is one that no tip has. */
export const change = z.object({ version: number.pipe(z.number().max(2 ** 31 - 1)).catch(-1) });

/** @throws {Refusal} 404 when the path names no tip. */
export function tipNumber(request: Request): number {
  const parsed = number.safeParse(request.params['number']);
  if (!parsed.success) throw notFound();
  return parsed.data;
}
