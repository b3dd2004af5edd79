import { LABEL_ORDERS } from '../labels/labelOrders';
import type { LabelOrder } from '../labels/labelOrders';
import { argmax } from '../labels/probabilities';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { KnownAnswer } from './trial';
import type { VoterExpression } from './voterFile';

/** Whether what a recogniser says of the known pictures speaks for the order of its outputs. */
export interface OrderVerdict {
  /** In the order of the answers: what it says each shows; null where it abstained. */
  readonly said: readonly (string | null)[];
  /** In plain words, why the order may be wrong; null where nothing speaks against it. */
  readonly warning: string | null;
}

/**
 * Whether a recogniser's classes stand in the right order, by what it says of the known pictures. Most networks that learned from
 * photographs know two of the three; one that knows one or none is likely read in another's order.
 */
export function checkOrder({ classes }: Pick<VoterExpression, 'classes'>, answers: readonly KnownAnswer[]): OrderVerdict {
  const said = answers.map(({ probabilities }) => (probabilities === null ? null : (EXPRESSION_CLASSES[argmax(probabilities)] ?? null)));
  const asked = answers.filter(({ shows, probabilities }) => probabilities !== null && classes.includes(shows));
  if (asked.length === 0) return { said, warning: 'It said nothing of the known pictures, so the order of its classes could not be checked.' };
  const right = answers.filter(({ shows }, i) => said[i] === shows).length;
  if (right * 2 > asked.length) return { said, warning: null };
  const better = orderThatFits(classes, answers);
  const found = `It knows ${String(right)} of ${String(asked.length)} known pictures.`;
  return {
    said,
    warning: better === null ? `${found} Check the order of its classes, its crop and its colours before you believe it.` : `${found} In the order of ${better.name} (${better.classes.join(', ')}) it would know all: its classes are likely in that order.`,
  };
}

/** A data set's order in which the same numbers would be right about every answer; null where there is none. */
function orderThatFits(classes: VoterExpression['classes'], answers: readonly KnownAnswer[]): LabelOrder | null {
  const orders = [...Object.values(LABEL_ORDERS), ALPHABETICAL].filter((order) => order.classes.length === classes.length);
  const firsts = answers.map(({ probabilities }) => (probabilities === null ? -1 : argmax(classes.map((name) => (name === null ? -1 : (probabilities[EXPRESSION_CLASSES.indexOf(name)] ?? 0))))));
  return orders.find((order) => answers.every(({ shows }, i) => order.classes[firsts[i] ?? -1] === shows)) ?? null;
}

/** As folders of pictures are read by torchvision, and EmotiEffLib's networks of eight classes are written. */
const ALPHABETICAL: LabelOrder = { name: 'the alphabet', base: 0, classes: ['anger', 'contempt', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'] };

/**
 * Whether an AU reader's columns stand in the right order: the unit that marks each known picture has to be read higher there than on the
 * other two.
 */
export function checkUnits(answers: readonly KnownAnswer[]): OrderVerdict {
  const value = ({ units }: KnownAnswer, unit: string) => (units === null ? null : Math.max(...[unit, `${unit}L`, `${unit}R`].map((name) => units[name] ?? -1)));
  const marks = answers.map((answer) => ({ unit: answer.unit, values: answers.map((other) => value(other, answer.unit)) }));
  const said = marks.map(({ unit, values }, i) => (values[i] == null || values[i] < 0 ? null : `${unit} ${(values[i] * 5).toFixed(1)} of 5`));
  const readable = marks.flatMap(({ values }, i) => (said[i] === null ? [] : [{ own: values[i] ?? 0, others: values.filter((_, other) => other !== i).map((each) => each ?? 0) }]));
  if (readable.length === 0) return { said, warning: 'It read none of the units that mark the known pictures, so the order of its columns could not be checked.' };
  const right = readable.filter(({ own, others }) => others.every((other) => own > other)).length;
  if (right * 2 > readable.length) return { said, warning: null };
  return { said, warning: `Only ${String(right)} of ${String(readable.length)} units that mark the known pictures stand higher there than elsewhere. Check the order of its columns, its crop and its colours.` };
}
