import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LABEL_ORDERS } from '../labels/labelOrders';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';
import { checkOrder, checkUnits } from './orderCheck';
import type { KnownAnswer } from './trial';
import { KNOWN_PICTURES } from './trial';
import { parseVoterFile, recogniserId } from './voterFile';
import type { VoterExpression, VoterFile } from './voterFile';
import { classWeightsOf, firstCounting } from './weight';

const file = {
  format: 'synfer-voter',
  version: 2,
  name: 'HSEmotion B0',
  source: 'hsemotion-onnx 0.3',
  licence: 'Apache-2.0',
  trainedBy: 'A. Savchenko',
  graph: 'net.onnx',
  input: { name: 'input', crop: { of: 'face', margin: 0.1 }, size: { width: 224, height: 224 }, colour: 'rgb', layout: 'nchw', mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  expression: { output: 'logits', classes: ['Anger', 'Contempt', 'Disgust', 'Fear', 'Happiness', 'Neutral', 'Sadness', 'Surprise'], gives: 'logits', temperature: 1 },
};
type Loose = Record<string, unknown>;
const parse = (change: (voter: Loose & { input: Loose; expression: Loose }) => void = () => undefined): VoterFile => {
  const voter = structuredClone(file);
  change(voter);
  return parseVoterFile(JSON.stringify(voter));
};

describe('voter.json', () => {
  it('of the photograph voter is one like any other', () => {
    expect(parseVoterFile(readFileSync(new URL('../../../public/voters/photograph/voter.json', import.meta.url), 'utf8')).name).toBe('Photograph voter');
  });

  it('names classes in any usual word, in the order of the outputs', () => {
    expect(parse().expression?.classes).toEqual(['anger', 'contempt', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise']);
    expect(parse((voter) => (voter.expression['classes'] = ['happy', 'sad', 'other'])).expression?.classes).toEqual(['happiness', 'sadness', null]);
  });

  it.each<[string, RegExp, (voter: Loose & { input: Loose; expression: Loose }) => void]>([
    ['a class that it does not know', /"Boredom" is none of neutral/, (voter) => (voter.expression['classes'] = ['Boredom', 'Happiness'])],
    ['a class named twice', /names a class twice/, (voter) => (voter.expression['classes'] = ['happy', 'joy', 'sad'])],
    ['too few of the eight', /at least two of the eight/, (voter) => (voter.expression['classes'] = ['happy', 'other', 'other'])],
    ['a crop of the face without a size', /needs a size/, (voter) => delete voter.input['size']],
    ['a grey input with three means', /one mean and one deviation/, (voter) => (voter.input['colour'] = 'grey')],
    ['a deviation of 0', /input.deviation/, (voter) => (voter.input['deviation'] = [0])],
    ['a graph in another folder', /"graph"/, (voter) => (voter['graph'] = '../net.onnx')],
    ['nothing that it reads', /"expression", "actionUnits" or both/, (voter) => Reflect.deleteProperty(voter, 'expression')],
    ['a word too many', /colour_order/, (voter) => (voter.input['colour_order'] = 'rgb')],
    ['a later version', /this studio reads version 2/, (voter) => (voter['version'] = 3)],
  ])('is refused with %s, and says where', (_, message, change) => {
    expect(() => parse(change)).toThrow(message);
  });

  it('may read action units alone', () => {
    const reader = parse((voter) => {
      Reflect.deleteProperty(voter, 'expression');
      voter['actionUnits'] = { output: 'au', columns: ['AU1', 'AU12L', null], gives: 'logits', maximum: 1 };
    });
    expect(reader.actionUnits?.columns).toEqual(['AU1', 'AU12L', null]);
  });

  it('gives an id that is safe in file names and columns', () => {
    expect(recogniserId('HSEmotion B0 (Ünïcode)')).toBe('own-hsemotion-b0-u-ni-code');
    expect(recogniserId('笑')).toBe('own-recogniser');
  });
});

describe('how much a recogniser counts', () => {
  const expression = parse().expression as VoterExpression;
  const measured = { ...expression, reliability: { measuredOn: 'a set', classes: { happiness: 0.9 } } };

  it('is nothing where nobody has measured it, until somebody says so', () => {
    expect(firstCounting(expression)).toBe(0);
    expect(firstCounting(measured)).toBe('measured');
  });

  it('is its reliability class by class, or what was set by hand; it abstains on classes that it lacks', () => {
    expect(classWeightsOf(measured, 'measured')).toEqual([0, 0.9, 0, 0, 0, 0, 0, 0]);
    expect(classWeightsOf({ ...expression, classes: ['happiness', 'anger', null] }, 0.5)).toEqual([null, 0.5, null, null, null, null, 0.5, null]);
  });
});

describe('the check of orders', () => {
  /** A network that is right in `truth`'s order, read in `written`'s. */
  const answersOf = (truth: readonly ExpressionClass[], written: readonly ExpressionClass[]): KnownAnswer[] =>
    KNOWN_PICTURES.map(({ shows, unit }) => {
      const said = written[truth.indexOf(shows)];
      return { shows, unit, probabilities: EXPRESSION_CLASSES.map((name) => (name === said ? 0.93 : 0.01)), units: null };
    });
  const check = (truth: readonly ExpressionClass[], written: readonly ExpressionClass[]) => checkOrder({ classes: [...written] }, answersOf(truth, written));
  const { affectnet, rafdb, fer2013, ferplus } = LABEL_ORDERS;

  it('has nothing to say where the order is right', () => {
    for (const { classes } of [affectnet, rafdb, fer2013, ferplus]) expect(check(classes, classes).warning).toBeNull();
  });

  it.each([
    ['RAF-DB', rafdb.classes, fer2013.classes],
    ['FER2013', fer2013.classes, rafdb.classes],
    ['FERPlus', ferplus.classes, affectnet.classes],
    ['the alphabet', ['anger', 'contempt', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'] as const, affectnet.classes],
  ])('names %s where that order would be right', (name, truth, written) => {
    expect(check(truth, written).warning).toContain(`In the order of ${name}`);
  });

  it('lets one known picture be missed', () => {
    const [first, second, third] = answersOf(rafdb.classes, rafdb.classes);
    const missed = { ...third, probabilities: EXPRESSION_CLASSES.map((_, i) => (i === 0 ? 1 : 0)) } as KnownAnswer;
    expect(checkOrder({ classes: [...rafdb.classes] }, [first, second, missed] as KnownAnswer[])).toEqual({ said: ['happiness', 'surprise', 'neutral'], warning: null });
  });

  it('says so where it could not be checked', () => {
    const silent = KNOWN_PICTURES.map(({ shows, unit }): KnownAnswer => ({ shows, unit, probabilities: null, units: null }));
    expect(checkOrder({ classes: [...rafdb.classes] }, silent).warning).toMatch(/could not be checked/);
    expect(checkUnits(silent).warning).toMatch(/could not be checked/);
  });

  it('compares what a reader sees of the units that mark the known pictures', () => {
    const reading = (units: readonly Record<string, number>[]) => KNOWN_PICTURES.map(({ shows, unit }, i): KnownAnswer => ({ shows, unit, probabilities: null, units: units[i] ?? {} }));
    const right = [{ AU12L: 0.9, AU2: 0, AU4: 0 }, { AU12L: 0, AU2: 0.8, AU4: 0.1 }, { AU12L: 0, AU2: 0, AU4: 0.7 }];
    expect(checkUnits(reading(right))).toEqual({ said: ['AU12 4.5 of 5', 'AU2 4.0 of 5', 'AU4 3.5 of 5'], warning: null });
    const turned = right.map((_, i) => right[(i + 1) % 3] ?? {});
    expect(checkUnits(reading(turned)).warning).toMatch(/Only 0 of 3/);
  });
});
