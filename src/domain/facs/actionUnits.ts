import type { PackActionUnit } from '../packs/manifest';

export type FacsGroup = PackActionUnit['group'];

/** One unit of the Facial Action Coding System, as the studio explains it. */
export interface FacsUnit {
  /** FACS number: 12. */
  readonly number: number;
  /** "AU12", the key recipes and packs use. */
  readonly id: string;
  /** Name in the FACS manual. */
  readonly name: string;
  readonly group: FacsGroup;
  /** The muscles that do it; for head and gaze, what moves. */
  readonly muscle: string;
  /** What one sees when the unit is active, in plain words. */
  readonly looks: string;
  /** True where anatomy lets the person's left and right sides differ. */
  readonly lateral: boolean;
  /** The ARKit blend shapes that show the unit (left and right where there are two); empty where ARKit has none. */
  readonly arkit: readonly string[];
}

function unit(
  number: number,
  name: string,
  group: FacsGroup,
  lateral: boolean,
  muscle: string,
  looks: string,
  arkit: readonly string[],
): FacsUnit {
  return { number, id: `AU${String(number)}`, name, group, lateral, muscle, looks, arkit };
}

/**
 * Every unit the project offers, in the order of training/facs.py (the order of a pack's AU columns).
 *
 * Sources: Ekman, Friesen & Hager, FACS manual (2002) for numbers, names, muscles and appearance;
 * Apple's ARKit `ARFaceAnchor.BlendShapeLocation` for the shapes. Left and right are the person's own.
 */
export const FACS_UNITS: readonly FacsUnit[] = [
  unit(1, 'Inner brow raiser', 'upper face', true, 'Frontalis, pars medialis', 'The inner ends of the brows rise; short furrows in the middle of the forehead.', ['browInnerUp']),
  unit(2, 'Outer brow raiser', 'upper face', true, 'Frontalis, pars lateralis', 'The outer ends of the brows rise and arch; furrows above the temples.', ['browOuterUpLeft', 'browOuterUpRight']),
  unit(4, 'Brow lowerer', 'upper face', true, 'Corrugator supercilii, depressor supercilii, procerus', 'The brows come down and together; vertical furrows between them.', ['browDownLeft', 'browDownRight']),
  unit(5, 'Upper lid raiser', 'upper face', true, 'Levator palpebrae superioris', 'The upper lids rise; more white shows above the iris.', ['eyeWideLeft', 'eyeWideRight']),
  unit(6, 'Cheek raiser', 'upper face', true, 'Orbicularis oculi, pars orbitalis', "The cheeks rise and narrow the eyes; crow's feet at their outer corners.", ['cheekSquintLeft', 'cheekSquintRight']),
  unit(7, 'Lid tightener', 'upper face', true, 'Orbicularis oculi, pars palpebralis', 'The lids tighten and the lower lids straighten.', ['eyeSquintLeft', 'eyeSquintRight']),
  unit(43, 'Eyes closed', 'upper face', true, 'Relaxed levator palpebrae superioris', 'The upper lids droop until the eyes are closed.', ['eyeBlinkLeft', 'eyeBlinkRight']),
  unit(9, 'Nose wrinkler', 'lower face', true, 'Levator labii superioris alaeque nasi', 'The skin at the root of the nose wrinkles; the nostril wings rise.', ['noseSneerLeft', 'noseSneerRight']),
  unit(10, 'Upper lip raiser', 'lower face', true, 'Levator labii superioris', 'The upper lip rises squarely; the furrow beside the nose deepens.', ['mouthUpperUpLeft', 'mouthUpperUpRight']),
  unit(12, 'Lip corner puller', 'lower face', true, 'Zygomaticus major', 'The mouth corners are pulled up and back: a smile.', ['mouthSmileLeft', 'mouthSmileRight']),
  unit(14, 'Dimpler', 'lower face', true, 'Buccinator', 'The mouth corners tighten inward; a dimple beside them.', ['mouthDimpleLeft', 'mouthDimpleRight']),
  unit(15, 'Lip corner depressor', 'lower face', true, 'Depressor anguli oris', 'The mouth corners are pulled down.', ['mouthFrownLeft', 'mouthFrownRight']),
  unit(16, 'Lower lip depressor', 'lower face', true, 'Depressor labii inferioris', 'The lower lip is pulled down; the lower teeth may show.', ['mouthLowerDownLeft', 'mouthLowerDownRight']),
  unit(17, 'Chin raiser', 'lower face', false, 'Mentalis', 'The chin boss rises and wrinkles; the lower lip is pushed up.', ['mouthShrugLower']),
  unit(18, 'Lip pucker', 'lips and jaw', false, 'Incisivii labii superioris and inferioris', 'The lips are drawn together and forward, as if to kiss.', ['mouthPucker']),
  unit(20, 'Lip stretcher', 'lower face', true, 'Risorius with platysma', 'The mouth is stretched sideways and flattened.', ['mouthStretchLeft', 'mouthStretchRight']),
  unit(22, 'Lip funneler', 'lips and jaw', false, 'Orbicularis oris', 'The lips are pushed out like a funnel, as in "shh".', ['mouthFunnel']),
  unit(23, 'Lip tightener', 'lips and jaw', false, 'Orbicularis oris', 'The lips tighten and narrow without being pressed.', ['mouthRollUpper', 'mouthRollLower']),
  unit(24, 'Lip pressor', 'lips and jaw', false, 'Orbicularis oris', 'The lips are pressed together and thin.', ['mouthPressLeft', 'mouthPressRight']),
  unit(25, 'Lips part', 'lips and jaw', false, 'Depressor labii inferioris, or relaxed mentalis or orbicularis oris', 'The lips are apart; the teeth may show.', ['mouthLowerDownLeft', 'mouthLowerDownRight', 'mouthUpperUpLeft', 'mouthUpperUpRight']),
  unit(26, 'Jaw drop', 'lips and jaw', false, 'Relaxed masseter, temporalis and internal pterygoid', 'The jaw falls open, relaxed.', ['jawOpen']),
  unit(27, 'Mouth stretch', 'lips and jaw', false, 'Pterygoids, digastric', 'The mouth is pulled wide open, downward.', ['jawOpen']),
  unit(28, 'Lip suck', 'lips and jaw', false, 'Orbicularis oris', 'The lips are drawn over the teeth into the mouth.', ['mouthRollUpper', 'mouthRollLower']),
  unit(51, 'Head turn left', 'head', false, 'Neck', "The head turns to the person's left.", []),
  unit(52, 'Head turn right', 'head', false, 'Neck', "The head turns to the person's right.", []),
  unit(53, 'Head up', 'head', false, 'Neck', 'The chin rises.', []),
  unit(54, 'Head down', 'head', false, 'Neck', 'The chin sinks.', []),
  unit(55, 'Head tilt left', 'head', false, 'Neck', "The head leans towards the person's left shoulder.", []),
  unit(56, 'Head tilt right', 'head', false, 'Neck', "The head leans towards the person's right shoulder.", []),
  unit(61, 'Eyes turn left', 'gaze', false, 'Extraocular muscles', "The eyes look to the person's left.", ['eyeLookOutLeft', 'eyeLookInRight']),
  unit(62, 'Eyes turn right', 'gaze', false, 'Extraocular muscles', "The eyes look to the person's right.", ['eyeLookInLeft', 'eyeLookOutRight']),
  unit(63, 'Eyes up', 'gaze', false, 'Extraocular muscles', 'The eyes look up.', ['eyeLookUpLeft', 'eyeLookUpRight']),
  unit(64, 'Eyes down', 'gaze', false, 'Extraocular muscles', 'The eyes look down.', ['eyeLookDownLeft', 'eyeLookDownRight']),
];

/** Units that other people's models have and no pack of this project. Named in codes and explained, in no export's columns. */
const OTHER_UNITS: readonly FacsUnit[] = [
  unit(11, 'Nasolabial deepener', 'lower face', true, 'Zygomaticus minor', 'The furrow beside the nose deepens in its middle part.', []),
  unit(13, 'Sharp lip puller', 'lower face', true, 'Levator anguli oris', 'The mouth corners are pulled straight up; the cheeks puff above them.', []),
  unit(19, 'Tongue show', 'lips and jaw', false, 'Genioglossus', 'The tongue shows between the lips.', ['tongueOut']),
  unit(21, 'Neck tightener', 'lips and jaw', false, 'Platysma', 'The skin of the neck tightens and wrinkles.', []),
  unit(29, 'Jaw thrust', 'lips and jaw', false, 'Pterygoids, masseter', 'The lower jaw moves forward.', ['jawForward']),
  unit(30, 'Jaw sideways', 'lips and jaw', true, 'Pterygoids, temporalis', 'The lower jaw moves to one side.', ['jawLeft', 'jawRight']),
  unit(31, 'Jaw clencher', 'lips and jaw', false, 'Masseter', 'The muscles at the angle of the jaw bulge.', []),
  unit(32, 'Lip bite', 'lips and jaw', true, 'Orbicularis oris, masseter', 'The teeth bite the lip.', []),
  unit(33, 'Cheek blow', 'lower face', true, 'Buccinator', 'Air is blown out through puffed cheeks.', []),
  unit(34, 'Cheek puff', 'lower face', true, 'Buccinator', 'The cheeks are puffed with the lips closed.', ['cheekPuff']),
  unit(35, 'Cheek suck', 'lower face', true, 'Buccinator', 'The cheeks are sucked in.', []),
  unit(36, 'Tongue bulge', 'lower face', true, 'Genioglossus', 'The tongue bulges the cheek or lip from inside.', []),
  unit(37, 'Lip wipe', 'lips and jaw', false, 'Genioglossus', 'The tongue wipes the lips.', []),
  unit(38, 'Nostril dilator', 'lower face', true, 'Nasalis, pars alaris', 'The nostrils widen.', []),
  unit(39, 'Nostril compressor', 'lower face', true, 'Nasalis, pars transversa; depressor septi nasi', 'The nostrils narrow.', []),
  unit(41, 'Lid droop', 'upper face', true, 'Relaxed levator palpebrae superioris', 'The upper lid droops.', []),
  unit(42, 'Slit', 'upper face', true, 'Orbicularis oculi, relaxed levator palpebrae superioris', 'The eye is narrowed to a slit.', []),
  unit(44, 'Squint', 'upper face', true, 'Orbicularis oculi, pars palpebralis', 'The lids are tightened to a squint.', []),
];

const byId = new Map([...FACS_UNITS, ...OTHER_UNITS].map((entry) => [entry.id, entry]));

/** The unit with this id ("AU12"), or undefined where FACS has none that the project knows. */
export function facsUnit(id: string): FacsUnit | undefined {
  return byId.get(id);
}
