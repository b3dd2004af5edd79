import type { Pixels } from '../domain/face/pixels';

/** Kinds of video that the studio writes, the most widely played first. */
export const VIDEO_FORMATS = [
  { id: 'mp4-h264', text: 'MP4, H.264', codec: 'avc', extension: 'mp4', type: 'video/mp4' },
  { id: 'webm-vp9', text: 'WebM, VP9', codec: 'vp9', extension: 'webm', type: 'video/webm' },
  { id: 'webm-vp8', text: 'WebM, VP8', codec: 'vp8', extension: 'webm', type: 'video/webm' },
] as const;

export type VideoFormat = (typeof VIDEO_FORMATS)[number];
export type VideoFormatId = VideoFormat['id'];

export interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/** What this browser's encoders can write at that size; none where it has no WebCodecs. */
export async function writableFormats(size: VideoSize): Promise<ReadonlySet<VideoFormatId>> {
  if (!('VideoEncoder' in globalThis)) return new Set();
  const { canEncodeVideo } = await import('mediabunny');
  const able = await Promise.all(VIDEO_FORMATS.map(async ({ id, codec }) => (await canEncodeVideo(codec, { ...size }).catch(() => false)) && id));
  return new Set(able.filter((id) => id !== false));
}

interface VideoOptions extends VideoSize {
  readonly format: VideoFormat;
  readonly frameRate: number;
  /** What the file says of itself. */
  readonly title: string;
  readonly comment: string;
}

/** A video that is written frame by frame. */
export interface VideoWriter {
  /** The next frame, of the video's size. */
  add(pixels: Pixels): Promise<void>;
  finish(): Promise<Blob>;
  cancel(): Promise<void>;
}

export async function openVideo({ format, width, height, frameRate, title, comment }: VideoOptions): Promise<VideoWriter> {
  const { BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource, WebMOutputFormat } = await import('mediabunny');
  const target = new BufferTarget();
  const output = new Output({ format: format.extension === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(), target });
  const source = new VideoSampleSource({ codec: format.codec, quality: new Quality('very-high'), keyFrameInterval: 1 });
  output.addVideoTrack(source, { frameRate });
  output.setMetadataTags({ title, comment });
  await output.start();
  let index = 0;
  return {
    async add({ data }) {
      const sample = new VideoSample(data, { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp: index / frameRate, duration: 1 / frameRate });
      index += 1;
      await source.add(sample);
      sample.close();
    },
    async finish() {
      await output.finalize();
      if (!target.buffer) throw new Error('The video came to nothing.');
      return new Blob([target.buffer], { type: format.type });
    },
    cancel: () => output.cancel(),
  };
}
