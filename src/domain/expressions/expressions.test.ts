import { describe, expect, it } from 'vitest';
import { FACS_UNITS, facsUnit } from '../facs/actionUnits';
import { SHAPE_UNITS, mappedShape } from './blendShapes';
import { readCodes } from './codes';
import { drawnTogether, unitColumns } from './columnNames';
import { readUnitsJson } from './json';
import { peakOf, type ExpressionReading } from './reading';
import { TableReader } from './table';

/** A table as its rows' cells. */
function read(csv: string, separator = ','): ExpressionReading | null {
  const [header = '', ...rows] = csv.trim().split('\n');
  const reader = TableReader.of(header.split(separator));
  if (!reader) return null;
  for (const row of rows) reader.add(row.split(separator));
  return reader.finish();
}

const frames = (reading: ExpressionReading | null, track = 0) => reading?.tracks[track]?.frames ?? [];

describe('the head', () => {
  const pose = (rx: number, ry: number, rz: number) => frames(read(`pose_Rx,pose_Ry,pose_Rz,AU12_r\n${String(rx)},${String(ry)},${String(rz)},5`))[0]?.au;
  const degrees = Math.PI / 180;

  it('of OpenFace, in radians, is turned, nodded and tilted by units: down, to the person’s right and to the person’s left are positive', () => {
    expect(pose(5 * degrees, 8.5 * degrees, 4 * degrees)).toEqual({ AU12: 1, AU54: 0.5, AU52: 0.5, AU55: 0.5 });
    expect(pose(-5 * degrees, -8.5 * degrees, -4 * degrees)).toEqual({ AU12: 1, AU53: 0.5, AU51: 0.5, AU56: 0.5 });
  });

  it('goes no further than the heads that a model learns from, and straight ahead is no unit', () => {
    expect(pose(-1.2, 0, 0)).toEqual({ AU12: 1, AU53: 1 });
  });

  it('of tools that do not say which way their angles count is left out, by name and with the reason', () => {
    expect(read('Pitch,AU12\n0.1,1')).toMatchObject({ unmapped: ['Pitch'], notes: [expect.stringMatching(/^Pitch: left out, since its maker/)] });
  });
});

describe('OpenFace', () => {
  const csv = `frame, face_id, timestamp, confidence, success, pose_Rx, x_0, x_1, x_2, x_3, AU01_r, AU12_r, AU45_r, AU01_c, AU28_c
1, 0, 0.000, 0.98, 1, 0.1, 1, 2, 3, 4, 0.00, 2.50, 0.00, 0, 0
2, 0, 0.033, 0.98, 1, 0.1, 1, 2, 3, 4, 1.00, 5.00, 4.00, 1, 1
3, 0, 0.067, 0.02, 0, 0.1, 1, 2, 3, 4, 3.00, 3.00, 0.00, 1, 0`;

  it('is known by its columns, spaces before them or not, and read on its scale of 0 to 5', () => {
    const reading = read(csv);
    expect(reading).toMatchObject({ tool: 'OpenFace', scale: 'Intensities of 0–5, as the FACS has them.' });
    expect(frames(reading)[1]).toMatchObject({ name: 'frame 2', time: 0.033, confidence: 0.98, seen: true, au: { AU1: 0.2, AU12: 1 } });
  });

  it('a blink is closed eyes in that frame, and a presence without an intensity is marked; both are said', () => {
    expect(frames(read(csv))[1]?.au).toMatchObject({ AU43: 0.8, AU28: 0.6 });
    expect(read(csv)?.notes).toEqual(['A unit that is only said to be there is read as C, marked: AU28.', 'AU45, a blink, is read as AU43: how far the eyes are closed in that frame.', expect.stringContaining('AU51 to AU56')]);
  });

  it('makes nothing of a frame in which no face was found', () => {
    expect(frames(read(csv))[2]).toMatchObject({ seen: false, au: {} });
    expect(peakOf(frames(read(csv)))).toBe(1);
  });

  it('has its peak where the face does most: a blink is beside the expression, unless there is nothing else', () => {
    const face = (au: Record<string, number>) => ({ name: '', time: 0, au, seen: true, confidence: null });
    expect(peakOf([face({ AU43: 1, AU12: 0.1 }), face({ AU12: 0.5 })])).toBe(1);
    expect(peakOf([face({}), face({ AU43: 1 })])).toBe(1);
    expect(peakOf([])).toBe(-1);
  });

  it('names every column of which nothing was made, runs of numbered ones together', () => {
    expect(read(csv)?.unmapped).toEqual(['x_0 … x_3 (4)']);
  });

  it('tells several faces apart', () => {
    const two = read('frame,face_id,timestamp,AU12_r\n1,0,0,1\n1,1,0,2\n2,0,0.04,3\n2,1,0.04,4');
    expect(two?.tracks.map(({ face, frames: own }) => [face, own.map(({ au }) => au['AU12'])])).toEqual([['face 0', [0.2, 0.6]], ['face 1', [0.4, 0.8]]]);
  });

  it('of version 3, whose columns are numbered by place, is refused: AU02_r is no AU2 there', () => {
    expect(() => read('AU01_r,AU02_r,AU03_r\n1,1,1')).toThrow(/numbered one after the other, as in OpenFace 3/);
  });
});

describe('py-feat', () => {
  const reading = read('frame,FaceRectX,FaceScore,AU01,AU11,AU12,Pitch,happiness,input\n0,12,0.99,0.5,0.4,1,3,0.9,/home/me/smile.jpg\n1,12,0.9,,,,,,/home/me/none.jpg');

  it('gives probabilities of 0 to 1, which is said', () => {
    expect(reading?.tool).toBe('py-feat');
    expect(reading?.scale).toMatch(/^Probabilities of 0–1, read as 0–5 of the FACS. How sure the tool is/);
    expect(frames(reading)[0]).toMatchObject({ name: 'smile.jpg, frame 0', au: { AU1: 0.5, AU11: 0.4, AU12: 1 } });
  });

  it('has no face where its cells are empty', () => expect(frames(reading)[1]).toMatchObject({ seen: false }));
  it('leaves head and emotions over, by name', () => expect(reading?.unmapped).toEqual(['FaceRectX', 'Pitch', 'happiness']));

  it('tells several faces of a frame apart by their order, and says so', () => {
    const two = read('frame,FaceScore,AU12\n0,0.9,0.1\n0,0.9,0.2\n1,0.9,0.3\n1,0.9,0.4');
    expect(two?.tracks.map(({ face }) => face)).toEqual(['face 0', 'face 1']);
    expect(two?.notes.join(' ')).toMatch(/told apart by their order/);
  });
});

describe('LibreFace', () => {
  it('has intensities of 0 to 5 and presences beside them, and times in milliseconds', () => {
    const reading = read(',frame_idx,frame_time_in_ms,au_1,au_7,au_12,facial_expression,au_1_intensity,au_12_intensity\n0,0,0,1,1,1,Happiness,1.5,4\n1,1,40,0,0,1,Happiness,0,5');
    expect(reading).toMatchObject({ tool: 'LibreFace' });
    expect(frames(reading)[0]?.au).toEqual({ AU1: 0.3, AU7: 0.6, AU12: 0.8 });
    expect(frames(reading)[1]).toMatchObject({ time: 0.04, au: { AU12: 1 } });
    expect(reading?.unmapped).toEqual(['column without a name (1 of those left)', 'facial_expression']);
  });
});

describe('OpenGraphAU', () => {
  it('has units of one side beside those of both', () => {
    const reading = read('AU1,AU12,AUL12,AUR12,AUL14,AUR14\n0.1,0.2,0.9,0,0,0.3');
    expect(reading?.tool).toBe('OpenGraphAU');
    expect(frames(reading)[0]?.au).toEqual({ AU1: 0.1, AU12: { left: 0.9, right: 0.2 }, AU14: { left: 0, right: 0.3 } });
  });

  it('is read as it prints it too, in percent', () => {
    const reading = readCodes("{'AU1: 12.00 AU2: 0.00 AU12: 90.00 AUL12: 0.00 AUR12: 100.00'}\n");
    expect(reading).toMatchObject({ tool: 'OpenGraphAU', scale: expect.stringMatching(/^Probabilities in percent/) as string });
    expect(frames(reading)[0]?.au).toEqual({ AU1: 0.12, AU12: { left: 0.9, right: 1 } });
  });
});

describe('blend shapes', () => {
  const csv = `Timecode,BlendShapeCount,EyeBlinkLeft,EyeBlinkRight,MouthSmileLeft,MouthSmileRight,JawOpen,MouthClose,EyeLookOutLeft,EyeLookInRight,MouthLeft,HeadYaw
12:00:00:58.000,61,0,0.5,0.8,0.2,0.4,0.1,0.6,0.2,0.3,0.1
12:00:01:01.500,61,0,0,0,0,0,0,0,0,0,0`;

  it('of Live Link Face become units with their sides', () => {
    expect(read(csv)?.tool).toBe('Live Link Face');
    expect(frames(read(csv))[0]?.au).toEqual({ AU43: { left: 0, right: 0.5 }, AU12: { left: 0.8, right: 0.2 }, AU26: 0.4, AU25: 0.3, AU61: 0.4 });
  });

  it("leave what has no unit over, by name", () => expect(read(csv)?.unmapped).toEqual(['BlendShapeCount', 'MouthLeft', 'HeadYaw']));

  it('count the clock by the highest number of a frame', () => {
    expect(frames(read(csv))[1]?.time).toBeCloseTo(3.5 / 60, 4);
    expect(read(csv)?.notes.join(' ')).toMatch(/counts 60 frames a second/);
  });

  it('are each mapped once, to a unit of the project under which the FACS table lists them too', () => {
    const shapes = SHAPE_UNITS.flatMap((entry) => ('sided' in entry ? [`${entry.sided}Left`, `${entry.sided}Right`] : entry.mean).map((shape) => [shape, entry.unit] as const));
    expect(new Set(shapes.map(([shape]) => shape)).size).toBe(shapes.length);
    for (const [shape, unit] of shapes) expect(facsUnit(unit)?.arkit, `${shape} → ${unit}`).toContain(shape);
  });

  it('that sides tell apart are mapped so, where the unit has sides', () => {
    for (const entry of SHAPE_UNITS) if ('sided' in entry) expect(facsUnit(entry.unit)?.lateral, entry.unit).toBe(true);
  });

  it('are known in any case', () => expect(['EyeBlinkLeft', 'eyeblinkleft', 'eye_blink_left'].map(mappedShape)).toEqual(Array(3).fill('eyeBlinkLeft')));
});

describe('a table of units that no tool is known for', () => {
  it.each([
    ['0–1', '1\n0.5', 0.5],
    ['0–5', '5\n2', 0.4],
    ['percent', '100\n20', 0.2],
  ])('is taken for %s by its largest number, which is said', (_, values, second) => {
    const reading = read(`AU12\n${values}`);
    expect(frames(reading)[1]?.au).toEqual({ AU12: second });
    expect(reading?.scale).toMatch(/The largest decides/);
  });

  it('above 100 is refused', () => expect(() => read('AU12\n300')).toThrow(/0–1, 0–5 or percent/));
  it('is taken to have 30 rows a second, which is said', () => {
    expect(frames(read('AU12\n1\n1\n1'))[2]?.time).toBeCloseTo(2 / 30, 4);
    expect(read('AU12\n1\n1')?.notes).toEqual(['It says nothing of seconds: its rows are taken to be 30 a second.']);
  });
  it('has decimal commas where a semicolon stands between', () => expect(frames(read('AU12;AU6\n0,5;1', ';'))[0]?.au).toEqual({ AU12: 0.5, AU6: 1 }));
  it('without a row, or without a unit, is none', () => {
    expect(() => read('AU12')).toThrow(/no row/);
    expect(read('name,age\nAda,36')).toBeNull();
  });
});

describe('column names', () => {
  it.each(['AU12', 'AU12_r', 'AU12_c', 'au_12', 'au_12_intensity', 'AU12L', 'AUL12', 'AU12.left', 'AU12_left'])('%s is about AU12', (name) => {
    expect(unitColumns([name])[0]?.unit).toBe('AU12');
  });
  it('AU12_R is a right side beside AU12_L, and an intensity otherwise', () => {
    expect(unitColumns(['AU12_L', 'AU12_R']).map(({ side }) => side)).toEqual(['left', 'right']);
    expect(unitColumns(['AU12_R'])[0]).toMatchObject({ side: 'both', kind: 'intensity' });
  });
  it('of no unit are about none', () => expect(unitColumns(['AU3', 'AU99_r', 'AUDIO', 'frame'])).toEqual([]));
  it('every unit of the project is known by its id', () => expect(unitColumns(FACS_UNITS.map(({ id }) => id))).toHaveLength(FACS_UNITS.length));
  it('short runs stay apart', () => expect(drawnTogether(['x_0', 'x_1', 'y_0'])).toEqual(['x_0', 'x_1', 'y_0']));
});

describe('JSON', () => {
  it.each([
    ['units', { AU1: 0.5, AU12: { left: 1, right: 0 } }],
    ['units under a name', { name: 'smile', au: { AU1: 0.5, AU12: { left: 1, right: 0 } } }],
    ['frames', { frames: [{ AU1: 0.5, AU12: { left: 1, right: 0 } }] }],
  ])('of %s is read', (_, value) => expect(frames(readUnitsJson(value))[0]?.au).toEqual({ AU1: 0.5, AU12: { left: 1, right: 0 } }));

  it('of blend shapes is read, as an object or as MediaPipe lists them', () => {
    const scores = { jawOpen: 0.5, mouthSmileLeft: 1, mouthSmileRight: 1 };
    const listed = Object.entries(scores).map(([categoryName, score]) => ({ categoryName, score }));
    const expected = { AU12: 1, AU26: 0.5, AU25: 0.5 };
    expect(frames(readUnitsJson(scores))[0]?.au).toEqual(expected);
    expect(frames(readUnitsJson({ faceBlendshapes: [{ categories: listed }] }))[0]?.au).toEqual(expected);
  });

  it('of something else is none', () => expect([readUnitsJson({ a: 1 }), readUnitsJson([]), readUnitsJson('AU1'), readUnitsJson(null)]).toEqual(Array(4).fill(null)));
});

describe('FACS codes', () => {
  it('are read a line each, with names before a colon', () => {
    const reading = readCodes('# a comment\nsmile: 6B+12D\n\nL14C\n');
    expect(frames(reading).map(({ name, au }) => [name, au])).toEqual([['smile', { AU6: 0.4, AU12: 0.8 }], ['L14C', { AU14: { left: 0.6, right: 0 } }]]);
  });
  it('say what was assumed, by line', () => expect(readCodes('12')?.notes).toEqual(['Line 1: 12 is without a letter: read as C, marked.']));
  it('of which some cannot be read are refused, naming the lines', () => expect(() => readCodes('12C\n45')).toThrow(/line 2: There is no action unit 45 here/));
  it('a text is none', () => expect(readCodes('Dear diary:\nnothing today')).toBeNull());
});
