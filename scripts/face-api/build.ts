// `npm run voter`: the graphs of the photograph voter, of the face detector and of the landmarks by which eyes are found, public/voters/photograph/, from the weights inside @vladmandic/face-api.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertDetector } from './detector';
import { convertExpressionNetwork } from './expression';
import { convertLandmarkNetwork } from './landmarks';
import { DETECTOR_WEIGHTS, EXPRESSION_WEIGHTS, FACE_API, LANDMARK_WEIGHTS } from './package';
import { readWeights } from './weights';

const OUT = fileURLToPath(new URL('../../public/voters/photograph', import.meta.url));

/** Write only what differs: a newer file would make the studio be built again. */
async function writeWhereNew(path: string, bytes: Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(bytes) !== true) await writeFile(path, bytes);
}

await mkdir(OUT, { recursive: true });
await writeWhereNew(join(OUT, 'voter.onnx'), convertExpressionNetwork(await readWeights(join(FACE_API, 'model'), EXPRESSION_WEIGHTS)));
await writeWhereNew(join(OUT, 'detector.onnx'), convertDetector(await readWeights(join(FACE_API, 'model'), DETECTOR_WEIGHTS)));
await writeWhereNew(join(OUT, 'landmarks.onnx'), convertLandmarkNetwork(await readWeights(join(FACE_API, 'model'), LANDMARK_WEIGHTS)));
await writeWhereNew(join(OUT, 'LICENSE'), await readFile(join(FACE_API, 'LICENSE')));
