import type { Config } from '../config.ts';
import { createFolderPost } from './folder-post.ts';
import type { Post } from './letter.ts';
import { createSmtpPost } from './smtp-post.ts';

/** The way that the settings name: a mail server, or a folder where there is none. */
export const createPost = (config: Config): Post =>
  config.smtpUrl === null ? createFolderPost(config) : createSmtpPost(config, config.smtpUrl);

export type { Post } from './letter.ts';
