type CreateUploads = typeof import('./uploads/uploads.ts').createUploads;

/** Each try has an address of its own: Chromium remembers one that failed, and fails again without asking. */
export function createLoader(href: string): () => Promise<CreateUploads> {
  let tries = 0;
  let loading: Promise<CreateUploads> | null = null;
  const load = async (address: string) => {
    const code: typeof import('./uploads/uploads.ts') = await import(address);
    return code.createUploads;
  };
  const begin = () => {
    tries += 1;
    return load(tries === 1 ? href : `${href}?${tries}`).catch(error => {
      loading = null;
      throw error;
    });
  };
  return () => {
    loading ??= begin();
    return loading;
  };
}
