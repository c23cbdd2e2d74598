import type { RequestHandler } from 'express';
import { type Reason, Refusal } from '../../../errors.ts';
import { may } from '../../../staff/access.ts';
import { loadFacts } from '../../../tips/read/load-facts.ts';
import type { TipFile } from '../../../tips/tip.ts';
import { type Intake, takeBody } from '../../http/bodies/body.ts';
import { discardFiles, receiverFor, type TakenFiles } from '../../http/bodies/file-receiver.ts';
import type { StaffContext } from '../context.ts';
import { FILES_FIELD, tipNumber } from '../forms.ts';
import { isLetIn } from '../is-let-in.ts';
import type { Handlers, PageRequest } from '../request.ts';
import type { AnswerAct, ForWriters } from './came-along.ts';

/** Takes an answer as a form with files; any other goes on to what is behind it. What is no answer's in the end is removed again. */
export function createTakeAnswerFiles(context: StaffContext, handlers: Handlers) {
  return (forWriters: ForWriters, act: AnswerAct): RequestHandler =>
    async (raw, response, next) => {
      if (!raw.is('multipart/form-data')) return next();
      const receiver = receiverFor(context, raw, () => isNobody(context, handlers, { raw, response }));
      let areKept = false;
      try {
        const memory = context.load.memoryFor(response);
        const intake = await takeBody(raw, response, { files: receiver, memory }).catch(async error => {
          if (await isLetIn(raw, response, handlers)) throw error;
        });
        if (intake === undefined) return;
        raw.body = { ...fieldsOf(intake), [FILES_FIELD]: intake.names.join('\n') };
        const keep = () => {
          areKept = true;
        };
        const files = { taken: () => whole(intake), keep };
        const answered = forWriters(request => act(request, files))(raw, response, next);
        // What fails in another way may have been written: then the sweep removes what no tip has.
        await Promise.resolve(answered).catch(async error => {
          if (error instanceof Refusal) await discardFiles(context.files, intake.files);
          throw error;
        });
        if (!areKept) await discardFiles(context.files, intake.files);
      } finally {
        if (!areKept) receiver.giveBack();
      }
    };
}

const fieldsOf = ({ fields }: Intake) => (typeof fields === 'object' && fields !== null ? fields : {});

/** An answer does not go without what it speaks of. */
function whole({ files, names, fileFault }: TakenFiles): readonly TipFile[] {
  if (fileFault === null && files.length === names.length) return files;
  const reason: Reason = fileFault?.reason ?? { code: 'files-not-taken' };
  throw new Refusal(reason, { faults: { files: reason } });
}

type Asker = Pick<PageRequest, 'raw' | 'response'>;

/** From nobody who may not answer this tip's reader does a byte reach the disk. */
async function isNobody(
  { database }: StaffContext,
  { identify }: Handlers,
  { raw, response }: Asker,
): Promise<boolean> {
  const identity = await identify(raw, response);
  const facts = identity && (await loadFacts(database.query, tipNumber({ raw })));
  return !identity || !facts || !may(identity.viewer, 'answer', facts);
}
