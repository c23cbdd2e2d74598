/** Whether a host, as it stands in an address, is this machine: what is sent there goes over no wire. */
export const isThisMachine = (host: string): boolean =>
  /^(|localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host) || /^(\/|%2f)/i.test(host);
