/** What faces made here are for and what they are not for: said before an export and in every dataset card, in short at the first visit. */
export const GOOD_USE = 'Research and teaching: to train, test and study recognisers of facial expression, and to show how action units look.';
export const BAD_USE =
  'Telling what a real person feels or intends; judging or watching people, as at work, at school, in hiring or by the police; identifying anyone; or passing a face off as a real person.';
export const USE_IN_SHORT =
  'For research and teaching on facial expressions. Not for telling what real people feel, judging, watching or identifying them, or deceiving anyone.';
