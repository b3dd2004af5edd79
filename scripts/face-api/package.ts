import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the installed face-api package, and the weight manifests of its networks in `model/`. */
export const FACE_API = dirname(dirname(fileURLToPath(import.meta.resolve('@vladmandic/face-api'))));
export const EXPRESSION_WEIGHTS = 'face_expression_model-weights_manifest.json';
export const RECOGNITION_WEIGHTS = 'face_recognition_model-weights_manifest.json';
export const DETECTOR_WEIGHTS = 'tiny_face_detector_model-weights_manifest.json';
export const LANDMARK_WEIGHTS = 'face_landmark_68_tiny_model-weights_manifest.json';
