/** The bytes of a base64 text. @throws Error for any other text */
export function base64Bytes(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Error('Not base64');
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
