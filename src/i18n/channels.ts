import type { Lang } from './lang.ts';

const ko = { form: '양식', phone: '전화', other: '편지·방문' };
const en: typeof ko = { form: 'Form', phone: 'Phone', other: 'Letter or visit' };

/** What the doors of a tip are called on the pages of the staff. */
export const channelNames: Record<Lang, typeof ko> = { ko, en };

const koInMail = { form: '제보 양식', phone: '전화', other: '편지나 방문' };
const enInMail: typeof koInMail = { form: 'the form', phone: 'phone', other: 'a letter or a visit' };

/** And in the newsroom's mail, behind "Came by". */
export const channelNamesInMail: Record<Lang, typeof koInMail> = { ko: koInMail, en: enInMail };
