/** Milliseconds that this thread has computed for it: a machine that is busy with other things adds nothing to them. */
export async function computedFor(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
