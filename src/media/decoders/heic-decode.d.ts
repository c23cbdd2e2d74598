/** Has no types of its own. */
declare module 'heic-decode' {
  type Picture = {
    width: number;
    height: number;
    /** RGBA. */
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
  };
  const decode: {
    /** The pictures of one file, not decoded yet. */
    all(input: { buffer: Uint8Array }): Promise<Picture[] & { dispose(): void }>;
  };

  export = decode;
}
