import type { RequestHandler } from 'express';
import type { TipFile } from '../../../tips/tip.ts';
import type { StaffContext } from '../context.ts';
import type { StaffRequest } from '../request.ts';

/** Files that came along with an answer. `keep`: says that they are the answer's by now, and to stay. */
export type AnswerFiles = {
  /** @throws {Refusal} where not all of them could be taken. */
  taken(): readonly TipFile[];
  keep(): void;
};

export const NO_ANSWER_FILES: AnswerFiles = { taken: () => [], keep: () => {} };

export type ForWriters = (act: (request: StaffRequest) => Promise<void>) => RequestHandler;
export type AnswerAct = (request: StaffRequest, files: AnswerFiles) => Promise<void>;

/** How a tip's reader is answered. `takeFiles`: reads an answer that comes with files, and hands on any other. */
export type Answering = {
  takeFiles: (forWriters: ForWriters, act: AnswerAct) => RequestHandler;
  answer: (context: StaffContext, request: StaffRequest, files: AnswerFiles) => Promise<void>;
};
