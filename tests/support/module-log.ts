import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** To be imported before a program: notes each module that it loads in the file that `MODULE_LOG` names. */
const file = process.env['MODULE_LOG'] ?? '';

registerHooks({
  load(url, context, next) {
    appendFileSync(file, `${url}\n`);
    return next(url, context);
  },
});
