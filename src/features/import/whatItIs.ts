/** Why a file is not opened: what it is, and what can be done with it. The file's name comes first. */
export function refusalOf(name: string, bytes: Uint8Array): string {
  const [is, use] = kindOf(bytes);
  return `${name} ${is}: neither a PNG picture nor a recipe. ${use}`;
}

/** Of what cannot even be read, as a folder cannot. */
export function unreadable(name: string): string {
  return `${name} could not be read: it is a folder, or it is no longer where it was. Choose the files in it.`;
}

/** Whether it is a picture that browsers decode: one that can be dropped on Layout. */
export function isPicture(bytes: Uint8Array): boolean {
  return kindOf(bytes)[1] === LAYOUT;
}

/** What can be done with any picture. */
export const LAYOUT = 'Drop it on Layout to keep its pose and framing.';

function kindOf(bytes: Uint8Array): readonly [is: string, use: string] {
  if (bytes.length === 0) return ['is empty', 'It may not have been copied to its end.'];
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (starts(0xff, 0xd8, 0xff)) return ['is a JPEG picture, which carries no recipe', LAYOUT];
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return ['is a WebP picture, which carries no recipe', LAYOUT];
  if (ascii(0, 4) === 'GIF8') return ['is a GIF picture, which carries no recipe', LAYOUT];
  if (ascii(0, 2) === 'BM') return ['is a BMP picture, which carries no recipe', LAYOUT];
  if (ascii(4, 8) === 'ftyp') {
    const brand = ascii(8, 12);
    if (brand === 'avif' || brand === 'avis') return ['is an AVIF picture, which carries no recipe', LAYOUT];
    if (/^(hei|hev|mif1|msf1)/.test(brand)) return ['is a HEIC picture', 'Few browsers read HEIC: save it as JPEG or PNG, and drop that on Layout to keep its pose and framing.'];
    return ['is a video', 'Save one of its frames as a picture and drop that on Layout.'];
  }
  if (ascii(0, 5) === '%PDF-') return ['is a PDF', 'Save the picture in it as a file of its own and drop that on Layout.'];
  return isText(bytes) ? textKind(new TextDecoder().decode(bytes.subarray(0, 4096))) : ['is of a kind that is not known here', 'Open a PNG made here, a recipe as JSON, or an exported zip.'];
}

function textKind(text: string): readonly [is: string, use: string] {
  const [head = ''] = text.split('\n');
  if (/[,;\t]/.test(head)) return ['is a table', 'None of its columns is named after an action unit or a blend shape, such as AU12_r or mouthSmileLeft: its first row has to name them.'];
  return ['is a text', 'Open a PNG made here, a recipe as JSON, or an exported zip.'];
}

/** Whether these first bytes are text, which holds no control characters but breaks and tabs. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.subarray(0, 512).every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
