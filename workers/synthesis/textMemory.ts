/** Prompts that are remembered: those of a preview, of a strip's cells or of a batch's looks come again and again. */
const PROMPTS = 16;

/** Text embeddings [T,D] of the last prompts: while a slider moves the texts stay, and the text encoder need not read them again. */
export class TextMemory {
  private readonly known = new Map<string, Promise<Float32Array>>();

  constructor(private readonly encode: (prompt: string) => Promise<Float32Array>) {}

  /** @throws what `encode` throws, and asks it again next time */
  embed(prompt: string): Promise<Float32Array> {
    const text = this.known.get(prompt) ?? this.read(prompt);
    // The one asked for last goes last.
    this.known.delete(prompt);
    this.known.set(prompt, text);
    for (const oldest of [...this.known.keys()].slice(0, -PROMPTS)) this.known.delete(oldest);
    return text;
  }

  private read(prompt: string): Promise<Float32Array> {
    const text = this.encode(prompt);
    text.catch(() => this.known.delete(prompt));
    return text;
  }
}
