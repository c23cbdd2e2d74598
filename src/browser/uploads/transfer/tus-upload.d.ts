/**
 * The library's own entry writes to localStorage as soon as it is loaded, to see whether it may; nothing of a reader may
 * stay on the device. Its parts do not.
 */
declare module 'tus-js-client/lib/upload.js' {
  const Upload: typeof import('tus-js-client').Upload & {
    readonly defaultOptions: import('tus-js-client').UploadOptions;
  };

  // biome-ignore lint/style/noDefaultExport: the library's, not ours.
  export { Upload as default };
}

declare module 'tus-js-client/lib/browser/httpStack.js' {
  const HttpStack: new () => import('tus-js-client').HttpStack;

  // biome-ignore lint/style/noDefaultExport: the library's, not ours.
  export { HttpStack as default };
}

declare module 'tus-js-client/lib/browser/sources/FileSource.js' {
  const FileSource: new (file: File) => import('tus-js-client').FileSource;

  // biome-ignore lint/style/noDefaultExport: the library's, not ours.
  export { FileSource as default };
}
