/** The message of an update that changed nothing. */
export const NOTHING_NEW = 'It said nothing new.';
/** The message of an update that was dismissed. */
export const DISMISSED = 'Dismissed.';
/** The message of an update for whose row there is none any more, since the feed's data descriptor leaves it out now. */
export const ROW_LEFT_OUT = 'The data descriptor leaves this row out.';
