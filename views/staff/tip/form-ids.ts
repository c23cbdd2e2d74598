/** The one form of a tip's page: whatever is pressed there, what was typed goes along. */
export const TIP_FORM = 'tip-form';
export const NOTE_FIELD = 'note';
export const ANSWER_FIELD = 'answer';
