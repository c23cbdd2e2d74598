import http from 'node:http';

// Each request of a test goes on a connection of its own. One that is kept the server may close in the very moment in which the
// next request takes it: on a machine that stands still for a few seconds that comes about, and looks like a fault of the desk.
http.globalAgent = new http.Agent({ keepAlive: false });

const UNKEPT = Symbol.for('jebo tests: fetch without kept connections');

/** Files share a worker, and this is run anew for each. */
if (!(UNKEPT in globalThis.fetch)) {
  const { fetch } = globalThis;
  const unkept: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set('Connection', 'close');
    return fetch(request);
  };
  globalThis.fetch = Object.assign(unkept, { [UNKEPT]: true });
}
