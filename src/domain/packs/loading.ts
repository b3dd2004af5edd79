import type { Backend } from '../face/backend';
import type { PackManifest } from './manifest';

/** The backend that was chosen, and in plain words why (shown in the studio). */
export interface BackendChoice {
  readonly backend: Backend;
  /** What runs the graphs, with its version: "onnxruntime-web 1.30.0". */
  readonly runtime: string;
  readonly reason: string;
}

export interface LoadProgress {
  /** `waiting`: another tab is downloading the same pack. */
  readonly phase: 'manifest' | 'waiting' | 'download' | 'verify' | 'sessions';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly file: string | null;
}

/** Whether a voter that is no part of the pack votes; what it is, or in plain words why it does not. */
export interface VoterStatus {
  readonly votes: boolean;
  readonly reason: string;
}

/** Whether a recogniser that was brought has its seat, or why not. */
export interface RecogniserStatus extends VoterStatus {
  readonly id: string;
  readonly name: string;
}

export interface LoadedPack {
  readonly manifest: PackManifest;
  /** SHA-256 of its pack.json, as in the provenance of its faces. */
  readonly packSha256: string;
  readonly choice: BackendChoice;
  readonly photographVoter: VoterStatus;
  readonly recognisers: readonly RecogniserStatus[];
  /** Why memory may run short; null where it should not. */
  readonly memoryWarning: string | null;
}
