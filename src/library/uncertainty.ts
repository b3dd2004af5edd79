/** What the measures of an undecided label are, in words. */
export const ENTROPY_MEANS = 'Entropy: how evenly the probability is spread over the eight classes. 0: one class has all of it; 1: all have the same.';
export const MARGIN_MEANS = 'Margin: how far the first class is ahead of the second. 0: two classes tie; 1: nothing is left for the others.';
