export type Lang = 'ko' | 'en';

export const LANGS: readonly Lang[] = ['ko', 'en'];

export const isLang = (value: unknown): value is Lang => value === 'ko' || value === 'en';
