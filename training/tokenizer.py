"""Our byte-pair vocabulary, in the standard `tokenizer.json`, trained on our own captions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from training.caption_words import SYNONYMS

PAD, BEGIN, END, UNKNOWN = "<pad>", "<begin>", "<end>", "<unknown>"


def normalizer() -> normalizers.Normalizer:
    """Lower case, and what people say in the captions' words; of a phrase's synonyms the first that fits."""
    read_as = [(phrase, "|".join(synonyms)) for phrases in SYNONYMS.values() for phrase, synonyms in phrases.items()]
    replaced = [normalizers.Replace(Regex(rf"\b(?:{said})\b"), phrase) for phrase, said in read_as]
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), *replaced])


def load_tokenizer(path: Path) -> Tokenizer:
    """The vocabulary as it was learned, with today's synonyms."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.normalizer = normalizer()
    return tokenizer


def train_tokenizer(captions: Iterable[str], vocabulary: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[PAD, BEGIN, END, UNKNOWN],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(captions, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        special_tokens=[(BEGIN, tokenizer.token_to_id(BEGIN)), (END, tokenizer.token_to_id(END))],
    )
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path, length: int) -> None:
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": length,
        "pad_token": PAD,
        "bos_token": BEGIN,
        "eos_token": END,
        "unk_token": UNKNOWN,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1))


def encode(tokenizer: Tokenizer, captions: list[str], length: int) -> np.ndarray:
    """Captions → int64 [n,length], cut and padded (pad id 0); the last kept token of a long prompt is <end>."""
    end = tokenizer.token_to_id(END)
    assert end is not None, "a vocabulary of ours has an end token"
    ids = np.zeros((len(captions), length), dtype=np.int64)
    for row, encoding in zip(ids, tokenizer.encode_batch(captions), strict=True):
        cut = encoding.ids[:length]
        if len(encoding.ids) > length:
            cut[-1] = end
        row[: len(cut)] = cut
    return ids
