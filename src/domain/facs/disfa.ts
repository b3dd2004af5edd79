/** The twelve units that DISFA codes (Mavadati et al. 2013), which most of the field reports on; in the order of the FACS. */
export const DISFA_UNITS: readonly string[] = ['AU1', 'AU2', 'AU4', 'AU5', 'AU6', 'AU9', 'AU12', 'AU15', 'AU17', 'AU20', 'AU25', 'AU26'];
