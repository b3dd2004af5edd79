"""The words of captions: what each class, unit, attribute and scene is called, and what else is read as that."""

from __future__ import annotations

# ---- expression ---------------------------------------------------------------------------------------------------

#: Class -> adjectives ("a happy woman").
ADJECTIVES = {
    "neutral": ("neutral", "calm", "expressionless", "relaxed", "blank", "serious"),
    "happiness": ("happy", "smiling", "joyful", "cheerful", "glad", "laughing", "grinning"),
    "sadness": ("sad", "unhappy", "sorrowful", "gloomy", "miserable", "dejected"),
    "surprise": ("surprised", "astonished", "amazed", "startled", "shocked"),
    "fear": ("afraid", "fearful", "scared", "frightened", "terrified", "anxious"),
    "disgust": ("disgusted", "revolted", "repulsed", "grossed-out"),
    "anger": ("angry", "furious", "mad", "irritated", "annoyed", "enraged"),
    "contempt": ("contemptuous", "scornful", "disdainful", "smirking", "sneering"),
}
#: Class -> nouns ("a face showing happiness").
NOUNS = {
    "neutral": ("neutral",),
    "happiness": ("happiness", "joy", "delight"),
    "sadness": ("sadness", "sorrow", "grief"),
    "surprise": ("surprise", "astonishment", "amazement"),
    "fear": ("fear", "fright", "terror"),
    "disgust": ("disgust", "revulsion"),
    "anger": ("anger", "rage", "fury"),
    "contempt": ("contempt", "scorn", "disdain"),
}
#: Adjectives that cannot stand before a noun ("an afraid man").
PREDICATIVE = {"afraid"}
#: Adjectives that already are full-strength, and weak ones: no degree word goes with them.
ALREADY_STRONG = {"furious", "enraged", "terrified", "astonished", "shocked", "revolted", "miserable", "laughing", "grinning", "rage", "fury", "terror"}
ALREADY_WEAK = {"annoyed", "irritated", "glad", "anxious", "smirking"}
WEAK, STRONG = ("slightly", "mildly", "somewhat", "faintly"), ("very", "extremely", "intensely", "strongly")
WEAK_NOUN, STRONG_NOUN = ("slight", "mild", "subtle", "faint"), ("strong", "intense", "extreme", "deep")

# ---- action units -------------------------------------------------------------------------------------------------

#: Unit -> phrases for both sides.
UNIT_PHRASES = {
    1: ("inner brows raised", "inner eyebrows lifted"),
    2: ("outer brows raised", "outer eyebrows lifted"),
    4: ("brows lowered", "eyebrows drawn together", "frowning", "furrowed brows"),
    5: ("upper lids raised", "eyes wide open", "wide eyes"),
    6: ("cheeks raised", "crinkled eyes"),
    7: ("lids tightened", "narrowed eyes", "squinting"),
    43: ("eyes closed", "closed eyes", "eyes shut"),
    9: ("nose wrinkled", "wrinkled nose"),
    10: ("upper lip raised", "lifted upper lip"),
    12: ("mouth corners raised", "lip corners pulled up"),
    14: ("dimples", "mouth corners tightened"),
    15: ("mouth corners lowered", "lip corners pulled down"),
    16: ("lower lip lowered", "lower teeth showing"),
    17: ("chin raised", "wrinkled chin"),
    18: ("lips puckered", "puckered lips"),
    20: ("lips stretched", "mouth stretched"),
    22: ("lips funneled", "funneled lips"),
    23: ("lips tightened", "tight lips", "thin lips"),
    24: ("lips pressed together", "pressed lips"),
    25: ("lips parted", "parted lips"),
    26: ("mouth open", "open mouth", "jaw dropped"),
    27: ("mouth wide open", "wide open mouth"),
    28: ("lips sucked in",),
}
#: Lateral unit -> phrase for one side; "{}" is left or right.
SIDED_PHRASES = {
    1: ("{} inner brow raised",),
    2: ("{} outer brow raised", "{} eyebrow raised"),
    4: ("{} brow lowered", "{} eyebrow lowered"),
    5: ("{} upper lid raised", "{} eye wide open"),
    6: ("{} cheek raised",),
    7: ("{} lid tightened", "{} eye narrowed"),
    43: ("{} eye closed", "winking with the {} eye"),
    9: ("{} side of the nose wrinkled",),
    10: ("{} upper lip raised",),
    12: ("{} mouth corner raised", "{} lip corner raised", "smiling on the {} side"),
    14: ("{} dimple", "{} mouth corner tightened"),
    15: ("{} mouth corner lowered",),
    16: ("{} lower lip lowered",),
    20: ("{} side of the mouth stretched",),
}
POSE_PHRASES = {
    "AU51": ("turned to the left", "head turned left", "facing left"),
    "AU52": ("turned to the right", "head turned right", "facing right"),
    "AU53": ("head up", "head raised"),
    "AU54": ("head down", "head lowered"),
    "AU55": ("head tilted to the left", "head tilted left"),
    "AU56": ("head tilted to the right", "head tilted right"),
}
GAZE_PHRASES = {
    "AU61": ("looking to the left", "eyes turned left"),
    "AU62": ("looking to the right", "eyes turned right"),
    "AU63": ("looking up", "eyes turned up"),
    "AU64": ("looking down", "eyes turned down"),
}
FRONTAL_PHRASES = ("frontal", "front view", "facing the camera", "facing forward")
AHEAD_PHRASES = ("looking ahead", "looking at the camera")

# ---- person and picture -------------------------------------------------------------------------------------------

PEOPLE = {
    ("feminine", "young"): ("woman", "young woman", "young lady"),
    ("feminine", "middle-aged"): ("woman", "middle-aged woman", "lady"),
    ("feminine", "old"): ("woman", "old woman", "elderly woman", "old lady"),
    ("masculine", "young"): ("man", "young man", "guy"),
    ("masculine", "middle-aged"): ("man", "middle-aged man", "gentleman"),
    ("masculine", "old"): ("man", "old man", "elderly man", "old gentleman"),
}
UNNAMED = ("person", "face", "somebody", "human")
AGE_WORDS = {"young": ("young", "youthful"), "middle-aged": ("middle-aged",), "old": ("old", "elderly", "aged")}
SEX_WORDS = {"feminine": ("feminine", "female"), "masculine": ("masculine", "male")}
SKIN_PHRASES = {
    "very light": ("very light skin", "pale skin", "very fair skin"),
    "light": ("light skin", "fair skin"),
    "medium": ("medium skin", "olive skin"),
    "tan": ("tan skin", "tanned skin"),
    "brown": ("brown skin",),
    "dark": ("dark skin", "black skin"),
}
STYLE_PHRASES = {
    "bald": ("bald head", "no hair", "shaved head"),
    "buzz cut": ("{} buzz cut", "very short {} hair"),
    "short": ("short {} hair",),
    "bob": ("{} bob", "{} hair in a bob"),
    "long": ("long {} hair",),
    "afro": ("{} afro", "frizzy {} hair"),
    "ponytail": ("{} ponytail", "{} hair in a ponytail"),
    "curly": ("curly {} hair", "{} curls"),
    "braids": ("{} braids", "{} hair in braids"),
    "bun": ("{} bun", "{} hair in a bun"),
    "shaved sides": ("{} hair with shaved sides",),
}
HAIR_COLOURS = {
    "black": ("black",),
    "dark brown": ("dark brown", "dark"),
    "brown": ("brown", "brunette"),
    "blond": ("blond", "blonde", "fair"),
    "red": ("red", "ginger"),
    "grey": ("grey", "gray"),
    "white": ("white",),
}
FACIAL_HAIR_PHRASES = {
    "none": ("no beard", "clean shaven face"),
    "stubble": ("stubble", "a stubbly chin", "unshaven"),
    "moustache": ("a moustache", "a mustache"),
    "beard": ("a beard", "a full beard", "bearded face"),
}
GLASSES_PHRASES = {"none": ("no glasses", "without glasses"), "glasses": ("glasses", "wearing glasses", "spectacles", "eyeglasses")}
EYE_PHRASES = {
    "brown": ("brown eyes",),
    "dark brown": ("dark brown eyes", "dark eyes"),
    "hazel": ("hazel eyes",),
    "green": ("green eyes",),
    "blue": ("blue eyes",),
    "grey": ("grey eyes", "gray eyes"),
}
MAKEUP_PHRASES = {
    "none": ("no makeup", "without makeup"),
    "lipstick": ("lipstick", "makeup", "painted lips", "red lipstick"),
    "eye makeup": ("eye makeup", "makeup", "eye shadow"),
}
FRECKLE_PHRASES = {"none": ("no freckles",), "freckles": ("freckles", "freckled skin")}
HEADWEAR_PHRASES = {
    "none": ("bare head",),
    "headscarf": ("a headscarf", "wearing a headscarf", "a hijab"),
    "cap": ("a cap", "wearing a cap"),
    "beanie": ("a beanie", "a knitted cap"),
    "hood": ("a hood", "wearing a hood"),
}
NECKWEAR_PHRASES = {"none": ("bare neck",), "collar": ("a collar", "a shirt with a collar"), "scarf": ("a scarf", "wearing a scarf")}
LIGHT_PHRASES = {
    "soft": ("soft light", "soft lighting", "even light"),
    "warm": ("warm light", "golden light", "warm lighting"),
    "cool": ("cool light", "cold light", "cool lighting"),
    "dim": ("dim light", "dark lighting", "low light"),
    "side": ("side light", "light from the side", "dramatic light"),
    "window": ("window light", "light from a window"),
    "sun": ("sunlight", "bright sun", "in the sun"),
    "evening": ("evening light", "evening sun", "sunset light"),
    "studio": ("studio light", "studio lighting"),
}
BACKGROUND_PHRASES: dict[str, tuple[str, ...]] = {
    name: (f"{name} background", f"in front of a {name} background", f"{name} backdrop")
    for name in ("grey", "white", "black", "blue", "green", "brown", "red", "beige")
}
BACKGROUND_PHRASES["grey"] += ("gray background",)
BACKGROUND_PHRASES |= {
    "office": ("in an office", "office background"),
    "home": ("at home", "in a room"),
    "hall": ("in a hall", "hall background"),
    "workshop": ("in a workshop", "workshop background"),
    "street": ("in the street", "on a street", "street background"),
    "park": ("in a park", "park background"),
    "forest": ("in a forest", "in the woods"),
    "field": ("in a field", "in the countryside", "outdoors"),
    "seaside": ("at the seaside", "by the sea"),
}
#: Kind -> a phrase of captions -> what people say for it, which the tokenizer reads as that phrase. "No beard and glasses" is not left as
#: it is: "a beard and no glasses" are the same words, and the text encoder takes the one for the other.
SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "facial hair": {
        "clean shaven face": (
            "clean shaven face",
            "clean-shaven face",
            "clean shaven",
            "clean-shaven",
            "beardless",
            "no beard",
            "without a beard",
            "without beard",
            "no facial hair",
            "without facial hair",
        ),
    },
    "hair": {" hair": ("-haired",)},
    "skin": {" skin": ("-skinned",)},
    "eyes": {" eyes": ("-eyed",)},
    "person": {"middle-aged": ("middle aged",)},
    "expression": {
        "smiling": ("smile", "smiles"),
        "laughing": ("laugh", "laughs"),
        "grinning": ("grin", "grins"),
        "smirking": ("smirk", "smirks", "smug"),
        "sneering": ("sneer", "sneers"),
        "joyful": ("delighted", "pleased"),
        "unhappy": ("upset",),
        "anxious": ("worried", "nervous"),
        "terrified": ("horrified", "panicked"),
        "revolted": ("nauseated",),
        "enraged": ("outraged",),
    },
    "action": {"frowning": ("frown", "frowns")},
}
NOUN_PHRASE_CLASSES = ("showing", "expressing", "with an expression of", "with a look of")
OPENINGS = ("", "", "", "a portrait of ", "a photo of ", "a picture of ", "portrait of ", "close-up of ", "a headshot of ", "an image of ", "photo of ")
