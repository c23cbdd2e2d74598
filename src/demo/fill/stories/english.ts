import type { Story, Voice } from './story.ts';

const STORIES: readonly [Story, ...Story[]] = [
  {
    topic: 'incidents',
    places: ['Sample Market, Bogi', 'the roof opposite Sample Market'],
    titles: ['Fire at Sample Market', 'The market is burning'],
    texts: [
      'There is a big fire at {place} right now. The fire engine cannot get into the alley.',
      'I filmed the fire from {place}. The smoke came from the back of a fish stall first. People carried water in buckets because something stood in front of the hydrant.',
    ],
    scene: 'fire',
  },
  {
    topic: 'incidents',
    places: ['the Dara underpass', 'Dara Station, exit 2'],
    titles: ['The underpass is under water', 'Flooded road, nobody there'],
    texts: [
      'Water is up to my knees at {place} and cars still drive in. Nobody has closed the road.',
      'It took half an hour of rain to flood {place}. The drains are full of leaves. My neighbours had asked for them to be cleared last week.',
    ],
    scene: 'flood',
  },
  {
    topic: 'daily-life',
    places: ['Maba Station', 'the platform at Maba Station'],
    titles: ['No trains and no word', 'Too many people on the platform'],
    texts: [
      'No train for twenty minutes at {place}, and no announcement in any language.',
      'Four times this month the platform door at {place} has been broken. They put tape on it. This morning somebody nearly fell.',
    ],
    scene: 'subway',
  },
  {
    topic: 'abuse',
    places: ['Example Trading, plant 2', 'the Bogi industrial park'],
    titles: ['Wages not paid for three months', 'They hid an accident', 'Passports kept by the office'],
    texts: [
      'We are twelve workers from abroad at {place}. No wages since summer. The office keeps our passports.',
      'I work at {place}. A man lost two fingers and they drove him to a clinic in a company car so that there would be no report. I have the shift plan of that night. Please do not write my nationality: there are only two of us.',
    ],
    hasPapers: true,
  },
  {
    topic: 'daily-life',
    places: ['Example Hospital', 'the emergency room of Example Hospital'],
    titles: ['Six hours in the emergency room', 'Asked to pay before treatment'],
    texts: [
      'Waited six hours at {place} with a child. There was one doctor.',
      'At {place} I was told to pay a deposit first because I have a foreign card. Korean patients beside me were not asked. I have the receipt.',
    ],
    scene: 'hospital',
  },
  {
    topic: 'abuse',
    places: ['Sample University', 'the dormitory of Sample University'],
    titles: ['No hot water for ten days', 'Students pay back their grants'],
    texts: [
      'No hot water at {place} for ten days. The notice is one line long.',
      'In our lab at {place} foreign students withdraw part of their stipend each month and give it back in cash. I kept a table of two years.',
    ],
    hasPapers: true,
  },
  {
    topic: 'daily-life',
    places: ['an online shop', 'a delivery app'],
    titles: ['No refund', 'A shop that does not exist'],
    texts: [
      'They cancelled my order and kept the money. The chat only answers with a picture now.',
      'The shop has the registration number of a laundry in another city. More than a hundred people are in a group about it. I paid 480,000 won.',
    ],
    scene: 'product',
  },
];

const clock = (at: Temporal.ZonedDateTime) =>
  `${at.hour % 12 === 0 ? 12 : at.hour % 12}:${String(at.minute).padStart(2, '0')} ${at.hour < 12 ? 'am' : 'pm'}`;

const iso = (at: Temporal.ZonedDateTime) => at.toPlainDate().toString();

export const ENGLISH: Voice = {
  stories: STORIES,
  greetings: ['', '', 'Hello. ', 'I did not know whom to tell. ', 'I saw your report. '],
  endings: [
    '',
    '',
    ' Please look into it.',
    ' I can say more if you need it.',
    ' Please keep my name out of it.',
  ],
  names: ['Alex Sample', 'Jo Example', 'Sam Placeholder', 'Kim Specimen', 'Robin Mustermann'],
  phone: last => `+44 7700 900${String(last % 1_000).padStart(3, '0')}`,
  when: (at, style) =>
    [`${iso(at)} ${clock(at)}`, clock(at)][style] ??
    `${iso(at)}T${at.toPlainTime().toString({ smallestUnit: 'minute' })}`,
  notes: [
    'Called. Will ask two colleagues whether they would talk, too.',
    'The fire brigade confirms the time. Nobody was hurt.',
    'Third tip of the same kind. The dates fit.',
    'Place checked against the map: it fits.',
    'Asked the company for its side. Answer promised for Friday.',
  ],
  closing: [
    'Used in the evening report.',
    'Checked, and it was not so.',
    'Told where to complain.',
    'No answer any more.',
  ],
};
