/**
 * After this no code in this process loads an addon, starts a thread, signals a process or reaches into Node: what loading
 * the decoders needed is not needed for what strangers sent. What Node 24 cannot take back stays there.
 */
export function lockDown(): void {
  for (const scope of ['addon', 'worker']) process.permission?.drop?.(scope);
  for (const name of TAKEN) Reflect.deleteProperty(process, name);
}

/** The permission model knows nothing of signals; the rest are ways around it that older versions leave open. */
const TAKEN = ['kill', '_kill', '_debugProcess', '_debugEnd', 'binding', '_linkedBinding', 'dlopen'];
