import type * as ko from '../ko/fields.ts';

export const fields: typeof ko.fields = {
  title: { asked: 'Title', hint: 'If you had one line. You may leave it empty.', label: 'Title' },
  place: {
    asked: 'Where',
    hint: 'For example: Sangam-dong, Mapo-gu, Seoul; Gangnam Station, exit 11',
    label: 'Place',
  },
  name: { asked: 'Name', label: 'Name' },
};
