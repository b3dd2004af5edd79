import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { SynthesisError } from './errors';

interface TokenizerConfig {
  readonly pad_token?: string | { readonly content: string };
  readonly eos_token?: string | { readonly content: string };
}

/** Prompt → token ids of fixed length, as the pack's `tokenizer.json` says (normalisation and lower case included). */
export class PromptTokenizer {
  private readonly tokenizer: HuggingFaceTokenizer;
  private readonly padId: number;
  private readonly endId: number | undefined;

  /**
   * @param maxLength T, tokens a prompt is padded or cut to
   * @throws SynthesisError `pack-invalid` where the files are not a tokenizer
   */
  constructor(
    tokenizerJson: Uint8Array,
    configJson: Uint8Array,
    readonly maxLength: number,
  ) {
    const parse = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as object;
    try {
      const config = parse(configJson) as TokenizerConfig;
      this.tokenizer = new HuggingFaceTokenizer(parse(tokenizerJson), config);
      this.padId = this.idOf(config.pad_token) ?? 0;
      this.endId = this.idOf(config.eos_token);
    } catch (cause) {
      throw new SynthesisError('pack-invalid', "The model pack's tokenizer cannot be read.", { cause });
    }
  }

  /**
   * Token ids int64 [maxLength]: padded with the pad id; a prompt too long is cut, and its last kept token becomes the
   * end token.
   */
  encode(prompt: string): BigInt64Array {
    const { ids } = this.tokenizer.encode(prompt);
    const kept = ids.slice(0, this.maxLength);
    if (ids.length > this.maxLength && this.endId !== undefined) kept[this.maxLength - 1] = this.endId;
    return BigInt64Array.from({ length: this.maxLength }, (_, i) => BigInt(kept[i] ?? this.padId));
  }

  private idOf(token: TokenizerConfig['pad_token']): number | undefined {
    const text = typeof token === 'object' ? token.content : token;
    return text === undefined ? undefined : this.tokenizer.token_to_id(text);
  }
}
